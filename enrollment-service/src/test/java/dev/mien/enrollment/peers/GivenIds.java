package dev.mien.enrollment.peers;

import dev.mien.contracts.FacialId;
import dev.mien.enrollment.profile.FacialIds;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gives out the Facial IDs that a test has named, then random ones. */
@Mock
@ApplicationScoped
public class GivenIds extends FacialIds {
    private final Queue<FacialId> given = new ConcurrentLinkedQueue<>();

    public void give(FacialId next) {
        given.add(next);
    }

    void reset() {
        given.clear();
    }

    @Override
    public FacialId next() {
        FacialId next = given.poll();
        return next == null ? super.next() : next;
    }
}
