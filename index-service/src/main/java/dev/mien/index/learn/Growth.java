package dev.mien.index.learn;

import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.Occasions;
import dev.mien.index.vault.ProbeContents;
import dev.mien.platform.crypto.Held;
import java.time.LocalDate;

/**
 * Whether a face joins a template. The rules, of which each keeps something out by itself:
 *
 * <ul>
 *   <li>a picture that is part of the template already counts once;
 *   <li>at most {@link Occasions#MOST} occasions, none of which is ever exchanged for another;
 *   <li>of what was learned from recognitions never two of one day (UTC), since pictures of one sitting say the same; a
 *       backend's word that this is another occasion is believed;
 *   <li>every occasion is near the <em>enrollment</em>, not only near the template: so no number of small steps leads
 *       anywhere;
 *   <li>near enough to the template to be certain, as the probe's own seal says;
 *   <li>the template stays within half the angle at which a face ceases to be the enrollment's. Occasions of one person
 *       differ from each other, and their mean stays near the middle. Pictures that all lean the same way, as those of a
 *       walk towards somebody else do, would pull it away by much more: three of them by enough that this other person is
 *       recognized.
 * </ul>
 */
public sealed interface Growth {
    /** It joins. The occasions are the caller's to close. */
    record Grows(Occasions occasions) implements Growth {}

    /** It does not. */
    record Stays(Outcome why) implements Growth {}

    /** Two looks at one picture score above this, whatever it was saved as; two pictures of one sitting below. */
    double SAME_PICTURE = 0.9995;

    /**
     * @param now what the template is the mean of; still the caller's to close
     * @param sameFace the least score of an occasion with the enrollment
     */
    static Growth of(Occasions now, ProbeContents probe, double sameFace, LocalDate today) {
        FaceVector face = probe.vector();
        boolean added = probe.purpose() == Purpose.ADD;
        if (now.nearest(face) >= SAME_PICTURE) {
            return new Stays(Outcome.ALREADY_JOINED);
        }
        if (now.full()) {
            return new Stays(Outcome.FULL);
        }
        if (!added && now.hasDay(today)) {
            return new Stays(Outcome.SAME_DAY);
        }
        // Written so that NaN fails, as below.
        if (!(now.enrollment().similarity(face) >= sameFace)) {
            return new Stays(Outcome.OTHER_FACE);
        }
        try (FaceVector template = now.mean()) {
            if (!(template.similarity(face) >= probe.required())) {
                return new Stays(added ? Outcome.OTHER_FACE : Outcome.UNCERTAIN);
            }
        }
        try (Held held = new Held()) {
            Occasions more = held.hold(now.with(today, face));
            if (!near(more, sameFace)) {
                return new Stays(Outcome.OTHER_FACE);
            }
            held.handOn();
            return new Grows(more);
        }
    }

    private static boolean near(Occasions occasions, double sameFace) {
        try (FaceVector template = occasions.mean()) {
            // The cosine of half the angle.
            return occasions.enrollment().similarity(template) >= Math.sqrt((1 + sameFace) / 2);
        }
    }
}
