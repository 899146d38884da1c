package dev.mien.enrollment.enroll;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.Candidate;
import dev.mien.enrollment.profile.Candidates;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges those whom a search found by where they stand (P1): the index knows faces, this service knows lives. */
@ApplicationScoped
class Duplicates {
    private final Database database;
    private final Candidates candidates;

    Duplicates(Database database, Candidates candidates) {
        this.database = database;
        this.candidates = candidates;
    }

    /** As they stand now. */
    Verdict judge(ApplicationId application, List<Candidate> matches) {
        List<FacialId> ids = matches.stream().map(Candidate::facialId).toList();
        Map<FacialId, ProfileState> states = new HashMap<>();
        for (LookupAnswer.Known known : database.write(tx -> candidates.states(tx, application, ids))) {
            states.put(known.facialId(), known.state());
        }
        List<FacialId> nobody = new ArrayList<>();
        boolean undecided = false;
        for (FacialId id : ids) {
            switch (states.get(id)) {
                case ACTIVE, PAUSED -> {
                    return new Verdict.Taken();
                }
                case PENDING -> undecided = true;
                case ERASING -> nobody.add(id);
                case null -> nobody.add(id);
            }
        }
        return undecided ? new Verdict.Undecided() : new Verdict.Free(nobody);
    }

    /** As {@link #judge}, giving those who are pending two seconds to become somebody or nobody. */
    Verdict await(ApplicationId application, List<Candidate> matches) {
        return Wait.until(verdict -> !(verdict instanceof Verdict.Undecided), () -> judge(application, matches));
    }
}
