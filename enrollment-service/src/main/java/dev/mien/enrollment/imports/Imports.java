package dev.mien.enrollment.imports;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.contracts.imports.ImportState;
import dev.mien.contracts.imports.NewImport;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What a backend may do with its imports, beside sending lines. Another application's is nobody's. */
@ApplicationScoped
public class Imports {
    /** Lines of one page, at most. */
    private static final int MAXIMUM_PAGE = 200;

    private final Database database;
    private final ImportJobs jobs;
    private final LineListing lines;

    Imports(Database database, ImportJobs jobs, LineListing lines) {
        this.database = database;
        this.jobs = jobs;
        this.lines = lines;
    }

    /** @throws Refusal CONFLICT where the policy imports nobody, or one is open; TERMS_NOT_ACCEPTED for other terms */
    ImportJob open(RequestContext context, NewImport wanted) {
        if (!context.policy().imports()) {
            throw Refusal.of(
                    Code.CONFLICT, "This application imports nobody: an owner turns it on with policy.imports.");
        }
        if (!wanted.termsVersion().equals(context.policy().termsVersion())) {
            throw Refusal.of(Code.TERMS_NOT_ACCEPTED, "termsVersion must name the current terms of the application.");
        }
        UUID id = database.write(tx -> jobs.open(tx, context.application(), wanted));
        return find(context.application(), id);
    }

    ImportJob find(ApplicationId application, UUID id) {
        return database.snapshot(tx -> jobs.find(tx, application, id)).orElseThrow(Imports::unknown);
    }

    /** A finished one stays so: what was forgotten of it cannot be taken up again. */
    ImportJob change(ApplicationId application, UUID id, ImportState wanted) {
        if (wanted != ImportState.FINISHED) {
            throw Refusal.of(Code.INVALID_REQUEST, "state must be finished: an import is opened once.");
        }
        if (!database.write(tx -> jobs.finish(tx, application, id))) {
            throw unknown();
        }
        return find(application, id);
    }

    /** @param after the {@code next} of an earlier page; null for the first */
    public ImportLinePage page(ApplicationId application, UUID id, String after, int limit) {
        if (limit < 1 || limit > MAXIMUM_PAGE) {
            throw Refusal.of(Code.INVALID_REQUEST, "limit must be 1 to " + MAXIMUM_PAGE + ".");
        }
        return database.snapshot(tx -> {
            require(tx, application, id);
            long from = after == null
                    ? 0
                    : lines.place(tx, id, after)
                            .orElseThrow(() -> Refusal.of(
                                    Code.INVALID_REQUEST, "after must be the next of an earlier page of this import."));
            return lines.page(tx, id, from, limit);
        });
    }

    List<String> missing(ApplicationId application, UUID id, List<String> keys) {
        return database.snapshot(tx -> {
            require(tx, application, id);
            return lines.missing(tx, id, keys);
        });
    }

    private void require(Tx tx, ApplicationId application, UUID id) {
        if (!jobs.has(tx, application, id)) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND);
    }
}
