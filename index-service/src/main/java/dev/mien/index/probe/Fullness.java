package dev.mien.index.probe;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.replica.Replica;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How near each index is to the size at which a face alone tells nobody apart any more, as its searches find out: with
 * the next enrollment all of its people would stop being recognized at once, so somebody has to know beforehand. Thread
 * safe.
 */
final class Fullness {
    private static final Logger LOG = Logger.getLogger(Fullness.class);
    /** From this share on it is time to do something. */
    static final double WARNING = 0.8;
    /** Below this one it is said again when it comes back: erasures and enrollments in turns are not worth a line each. */
    private static final double CALM = 0.75;

    private final Replica replica;
    private final Map<ApplicationId, Long> largest = new ConcurrentHashMap<>();
    private final Set<ApplicationId> told = ConcurrentHashMap.newKeySet();

    Fullness(Replica replica, MeterRegistry meters) {
        this.replica = replica;
        Gauge.builder("mien.index.fullest", this, Fullness::fullest)
                .description("The highest share of the faces among which a search still recognizes people")
                .register(meters);
    }

    /**
     * @param searched faces of the last search
     * @param largestSearch among more than these nobody is recognized
     * @return whether the operator was told now
     */
    boolean note(ApplicationId application, long searched, long largestSearch) {
        largest.put(application, largestSearch);
        double share = share(searched, largestSearch);
        if (share < CALM) {
            told.remove(application);
            return false;
        }
        boolean tell = share >= WARNING && told.add(application);
        if (tell) {
            LOG.warnf(
                    "event=index-nearly-full application=%s faces=%d largestSearch=%d",
                    application, searched, largestSearch);
        }
        return tell;
    }

    /** Of the indexes that have been searched, as large as they are now. */
    double fullest() {
        return largest.entrySet().stream()
                .mapToDouble(one -> share(replica.faces(one.getKey()), one.getValue()))
                .max()
                .orElse(0);
    }

    private static double share(long faces, long largestSearch) {
        return faces == 0 ? 0 : (double) faces / Math.max(1, largestSearch);
    }
}
