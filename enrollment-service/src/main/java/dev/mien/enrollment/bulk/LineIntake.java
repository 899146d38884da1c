package dev.mien.enrollment.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportState;
import dev.mien.contracts.imports.NewLine;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.enroll.Attempt;
import dev.mien.enrollment.enroll.Enrollment;
import dev.mien.enrollment.imports.Claim;
import dev.mien.enrollment.imports.ImportJobs;
import dev.mien.enrollment.imports.ImportLines;
import dev.mien.enrollment.payload.Payload;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.Upload;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes one line of an import: a result that there is, or the ordinary enrollment under a session of the line's own.
 * Crashes leave at most what a crashed browser's enrollment leaves, and a line that is missing.
 */
@ApplicationScoped
class LineIntake {
    /** What a picture is refused for, for good. Anything else says nothing about the picture. */
    private static final Set<Code> FINAL = EnumSet.of(
            Code.NO_FACES_DETECTED,
            Code.MANY_FACES,
            Code.FACE_MISMATCH,
            Code.FACE_OBSCURED,
            Code.POOR_QUALITY,
            Code.INVALID_IMAGE,
            Code.PAD_ATTACK,
            Code.MINORS_NOT_ALLOWED,
            Code.FACE_DUPLICATION);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Database database;
    private final ImportJobs jobs;
    private final ImportLines lines;
    private final Consents consents;
    private final Enrollment enrollment;
    private final BulkLane lane;

    LineIntake(
            Database database,
            ImportJobs jobs,
            ImportLines lines,
            Consents consents,
            Enrollment enrollment,
            BulkLane lane) {
        this.database = database;
        this.jobs = jobs;
        this.lines = lines;
        this.consents = consents;
        this.enrollment = enrollment;
        this.lane = lane;
    }

    /**
     * @param image stays the caller's to close
     * @throws Refusal NOT_FOUND, CONFLICT or TERMS_NOT_ACCEPTED for the whole import; 503 when nothing can be decided now
     */
    ImportLine take(RequestContext context, String jws, UUID id, NewLine line, Frame image) {
        return lane.pass(() -> taken(context, jws, id, line, image));
    }

    private ImportLine taken(RequestContext context, String jws, UUID id, NewLine line, Frame image) {
        byte[] digest = lines.digest(id, digest(line, image));
        Optional<ImportLine> flawed =
                flaw(line.payload()).map(flaw -> ImportLine.refused(line.key(), Code.INVALID_REQUEST, flaw));
        Claimed claimed = database.write(tx -> {
            ImportJob job = jobs.hold(tx, context.application(), id).orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
            if (job.state() != ImportState.OPEN) {
                throw Refusal.of(Code.CONFLICT, "This import is finished; open another.");
            }
            ImportedGround.require(job, context.policy());
            // Of a line with a flaw nothing is noted: with its payload mended it is another one.
            Claim claim = flawed.<Claim>map(Claim.Known::new).orElseGet(() -> lines.claim(tx, id, line, digest));
            return new Claimed(job, claim);
        });
        return switch (claimed.claim()) {
            case Claim.Known known -> known.line();
            case Claim.Due due -> enrolled(context, jws, claimed.job(), line, image, digest, due.session());
        };
    }

    private record Claimed(ImportJob job, Claim claim) {}

    private ImportLine enrolled(
            RequestContext context,
            String jws,
            ImportJob job,
            NewLine line,
            Frame image,
            byte[] digest,
            SessionId session) {
        try {
            // Its result token is nobody's: whoever is imported is not logged in by that.
            return ImportLine.enrolled(
                    line.key(),
                    enrollment
                            .enroll(new Attempt(
                                    context,
                                    jws,
                                    session,
                                    List.of(image),
                                    new ImportedGround(job, session, digest, consents, lines),
                                    line.payload(),
                                    null,
                                    digest))
                            .facialId());
        } catch (Refusal refusal) {
            if (refusal.code() == SessionOutcomes.GONE) {
                return ImportLine.missing(line.key(), "This line was undone before it was complete; send it again.");
            }
            if (refusal.status() >= 500 || !FINAL.contains(refusal.code())) {
                throw refusal;
            }
            database.execute(tx -> lines.refuse(tx, session, digest, refusal.code(), refusal.detail()));
            return ImportLine.refused(line.key(), refusal.code(), refusal.detail());
        }
    }

    private static byte[] digest(NewLine line, Frame image) {
        String payload = line.payload() == null ? "" : line.payload();
        // Not closed: the picture is the caller's.
        return new Upload(List.of(image), payload.getBytes(StandardCharsets.UTF_8)).digest();
    }

    private static Optional<String> flaw(String payload) {
        if (payload == null) {
            return Optional.empty();
        }
        if (payload.getBytes(StandardCharsets.UTF_8).length > Payload.MAXIMUM_BYTES) {
            return Optional.of("payload may have at most " + Payload.MAXIMUM_BYTES + " bytes.");
        }
        try (JsonParser parser = JSON.createParser(payload)) {
            boolean value = parser.nextToken() != null;
            parser.skipChildren();
            boolean one = value && parser.nextToken() == null;
            return one ? Optional.empty() : Optional.of("payload must be one JSON value.");
        } catch (IOException malformed) {
            // Jackson's own text would quote the payload.
            return Optional.of("payload is not well-formed JSON.");
        }
    }
}
