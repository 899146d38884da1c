package dev.mien.enrollment.enroll;

import dev.mien.contracts.FacialId;
import java.util.List;

/** Whether a face is enrolled already. */
sealed interface Verdict {
    /**
     * It is not.
     *
     * @param nobody those who matched and are erasing or unknown: a store may be told to ignore them
     */
    record Free(List<FacialId> nobody) implements Verdict {
        public Free {
            nobody = List.copyOf(nobody);
        }
    }

    /** It is: active, or paused, which is kept and can be resumed. */
    record Taken() implements Verdict {}

    /** Somebody who matches is pending: to ignore them would let both in, to refuse might refuse for nobody. */
    record Undecided() implements Verdict {}
}
