package dev.mien.gateway.admission;

import dev.mien.platform.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Room and turns that a request holds, as long as it is worked on. */
@RequestScoped
public class Held {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Holding holding = new Holding();

    /** Gives it back when the request is over: when its answer is written or nobody waits for it, and not before {@link #working}. */
    public void untilTheEnd(RoutingContext routing, Runnable give) {
        Holding own = holding;
        own.add(give);
        routing.addEndHandler(_ -> own.ends());
    }

    /**
     * Does what the request is for. Whoever hangs up meanwhile gets nothing back before it is done.
     *
     * @throws Refusal to nobody, when the one who asked has hung up already
     */
    public <T> T working(Supplier<T> work) {
        if (!holding.begins()) {
            throw Refusal.later("The one who asked has hung up.", SOON);
        }
        try {
            return work.get();
        } finally {
            holding.isDone();
        }
    }
}
