package dev.mien.enrollment.enroll;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.enrollment.index.Index;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Has the template of a pending profile stored, unless somebody who matches came in between (P1). */
@ApplicationScoped
class Storing {
    /** Each round is another newcomer with the same face who turned out to be nobody: more than this is an attack. */
    private static final int MAXIMUM_ROUNDS = 5;

    private final Index index;
    private final Duplicates duplicates;

    Storing(Index index, Duplicates duplicates) {
        this.index = index;
        this.duplicates = duplicates;
    }

    /** How storing ended. */
    sealed interface Outcome {
        /** The template is in the index. */
        record Stored() implements Outcome {}

        /** Somebody with this face is there already. */
        record Duplicate() implements Outcome {}

        /** It depends on somebody who is still pending. */
        record Undecided() implements Outcome {}

        /** The Facial ID is in the ledger, or the probe is worth nothing any more: this attempt is over. */
        record Void() implements Outcome {}
    }

    Outcome store(Pending pending, List<FacialId> nobody) {
        boolean refused = pending.attempt().context().policy().duplicatesRefused();
        List<FacialId> ignore = new ArrayList<>(nobody);
        for (int round = 0; round < MAXIMUM_ROUNDS; round++) {
            StoreAnswer answer = index.store(
                    pending.attempt().jws(),
                    new StoreRequest(
                            pending.looks().sealedProbe(),
                            pending.facialId(),
                            refused,
                            pending.looks().threshold(),
                            ignore));
            switch (answer.outcome()) {
                case STORED -> {
                    return new Outcome.Stored();
                }
                case ERASED, PROBE_REFUSED -> {
                    return new Outcome.Void();
                }
                case NEWER_MATCHES -> {
                    switch (duplicates.await(pending.application(), answer.newer())) {
                        case Verdict.Taken taken -> {
                            return new Outcome.Duplicate();
                        }
                        case Verdict.Undecided undecided -> {
                            return new Outcome.Undecided();
                        }
                        case Verdict.Free free -> ignore.addAll(free.nobody());
                    }
                }
            }
        }
        return new Outcome.Undecided();
    }
}
