package dev.mien.auth.learn;

import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose templates have had their occasion of the day: of one day never two join, so another would be compared with
 * everybody for nothing. Forgotten at midnight (UTC), at the next revision of a policy, and with the process; then it
 * is asked once more, and the index says no. Hashes under a key of this process, so that nothing here names anybody.
 * Thread safe.
 */
@ApplicationScoped
class SettledToday {
    /** Remembered at most, in some seven megabytes; whoever comes beyond is handed on every time. */
    static final int MOST = 100_000;

    private static final int KEY_BYTES = 32;

    /** @param hash eight bytes of it @param revision of the policy */
    private record Person(long hash, long revision) {}

    private record Day(LocalDate date, Set<Person> people) {}

    private final Clock clock;
    private final SubjectHasher hasher;
    private volatile Day day;

    SettledToday(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.hasher = new SubjectHasher(SecretBytes.owning(random));
        this.day = emptyDay();
    }

    boolean contains(Occasion occasion) {
        return today().people().contains(person(occasion));
    }

    void add(Occasion occasion) {
        Set<Person> people = today().people();
        if (people.size() < MOST) {
            people.add(person(occasion));
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

    private Person person(Occasion occasion) {
        return new Person(hasher.of(occasion.application(), occasion.facialId()).lockKey(), occasion.revision());
    }
}
