package dev.mien.gateway.session;

import dev.mien.contracts.context.LivenessStep;
import dev.mien.contracts.context.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a person is asked to do before the camera: one of 28 challenges, each as likely as any other.
 *
 * <p>Three different steps, or a turn and a blink: so each has a turn, which no flat picture can make, and none is
 * contained in another, so that what was filmed for one does for no other.
 */
@ApplicationScoped
public class Challenges {
    private static final List<List<String>> ALL = all();

    private final RandomGenerator random;

    public Challenges() {
        this(new SecureRandom());
    }

    Challenges(RandomGenerator random) {
        this.random = random;
    }

    /** @return no steps for a policy whose liveness asks for none */
    public List<String> fresh(Policy policy) {
        return policy.liveness().active() ? ALL.get(random.nextInt(ALL.size())) : List.of();
    }

    private static List<List<String>> all() {
        List<List<String>> all = new ArrayList<>();
        for (LivenessStep first : LivenessStep.values()) {
            for (LivenessStep second : LivenessStep.values()) {
                if (turn(first) && second == LivenessStep.BLINK || first == LivenessStep.BLINK && turn(second)) {
                    all.add(List.of(first.text(), second.text()));
                }
                for (LivenessStep third : LivenessStep.values()) {
                    if (first != second && second != third && first != third) {
                        all.add(List.of(first.text(), second.text(), third.text()));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private static boolean turn(LivenessStep step) {
        return step == LivenessStep.TURN_LEFT || step == LivenessStep.TURN_RIGHT;
    }
}
