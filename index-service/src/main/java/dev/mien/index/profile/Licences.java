package dev.mien.index.profile;

import java.util.List;
import java.util.Set;

/** Nobody uses a model in production without having read what its licence says. */
public final class Licences {
    /** The setting that names the profiles whose cards were read. */
    public static final String SETTING = "mien.models.acknowledged";

    private Licences() {}

    /**
     * @param acknowledged names of profiles
     * @throws IllegalStateException for the first profile that is not among them, with what its card says and what to
     *     do
     */
    public static void requireAcknowledged(List<ModelProfile> profiles, Set<String> acknowledged) {
        for (ModelProfile profile : profiles) {
            if (!acknowledged.contains(profile.name())) {
                Card card = profile.card();
                throw new IllegalStateException("""
                        The licence of the model profile %1$s is not acknowledged, so it is not used in production.
                        It is: %2$s. Licences: %3$s. Commercial use: %4$s Training data: %5$s
                        If that suits you, add %1$s to %6$s; if not, leave it out of mien.models.profiles.\
                        """.formatted(
                                profile.name(),
                                card.title(),
                                String.join(", ", card.licences()),
                                card.commercialUse().strip(),
                                card.trainingData().strip(),
                                SETTING));
            }
        }
    }
}
