package dev.mien.auth.learn;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whose templates have had their occasion of the day: of one day never two join, so another would be compared with
 * everybody for nothing. Forgotten at midnight (UTC), at the next revision of a policy, and with the process; then it is
 * asked once more, and the index says no. Hashes under a key of this process, so that nothing here names anybody. Thread
 * safe.
 */
@ApplicationScoped
class SettledToday {
    /** Remembered at most, one megabyte or so of each hundred thousand; whoever comes beyond is handed on every time. */
    static final int MOST = 100_000;

    private static final String HASH = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private record Day(LocalDate date, Set<Long> people) {}

    private final Clock clock;
    private final SecretKeySpec key;
    private volatile Day day;

    SettledToday(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HASH);
        this.day = emptyDay();
    }

    boolean contains(Occasion occasion) {
        return today().people().contains(hash(occasion));
    }

    void add(Occasion occasion) {
        Set<Long> people = today().people();
        if (people.size() < MOST) {
            people.add(hash(occasion));
        }
    }

    private Day today() {
        Day now = day;
        if (!now.date().equals(date())) {
            now = emptyDay();
            day = now;
        }
        return now;
    }

    private Day emptyDay() {
        return new Day(date(), ConcurrentHashMap.newKeySet());
    }

    private LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private long hash(Occasion occasion) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            String who = occasion.application() + " " + occasion.revision() + " " + occasion.facialId();
            return ByteBuffer.wrap(mac.doFinal(who.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HASH, e);
        }
    }
}
