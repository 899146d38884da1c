package dev.mien.index.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.epoch.KeyReminders.Kind;
import dev.mien.index.epoch.KeyReminders.Reminder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K3: key-encryption keys change without a restart, and whoever has to take the old ones away is reminded. */
class KeyEncryptionTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node one;
    private KeyReminders reminders;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        one = cluster.node();
        one.enroll(application, ADA, ada);
        reminders = new KeyReminders(cluster.database(), cluster.encryption(), Cluster.EPOCHS);
        one.upkeep().run();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aNewVersionWrapsWhatTheOldOneHadAndTheOldOneCanGo() {
        // Breaks when the file is not read again, or keys are not wrapped anew.
        cluster.mount(1, 2);

        one.upkeep().run();

        assertThat(number("select count(*) from application_key where kek_version = '2'"))
                .isEqualTo(2);
        cluster.mount(2);
        one.upkeep().run();
        assertThat(cluster.encryption().versions()).containsExactly("2");
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void aVersionThatAnotherReplicaSawEarlierIsLookedFor() {
        // Breaks when unwrapping does not look at the file again: this replica would answer 503 until it does.
        cluster.mount(1, 2);
        cluster.encryption().refresh();
        ApplicationId other = new ApplicationId(UUID.randomUUID());
        one.enroll(other, ADA, ada);
        cluster.mount(1);
        cluster.encryption().refresh();
        cluster.mount(2, 1);

        assertThat(cluster.node().recognize(other, ADA)).containsExactly(ada);
    }

    @Test
    void aFileThatIsHalfWrittenChangesNothing() {
        // Breaks when what cannot be read replaces what could.
        cluster.mount();

        one.upkeep().run();

        assertThat(cluster.encryption().versions()).containsExactly("1");
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void keysOfAnEpochThatIsOverStayUnderTheirVersion() {
        // Breaks when retired keys are wrapped by the new version as well: backups made from now on would open the old
        // epoch for as long as the new version lives.
        aged("application_key", "created_at", 31);
        one.upkeep().run();
        cluster.mount(1, 2);

        one.upkeep().run();

        assertThat(number("select count(*) from application_key where kek_version = '1' and retired_at is not null"))
                .isEqualTo(1);
        assertThat(number("select count(*) from application_key where kek_version = '2'"))
                .isEqualTo(2);
    }

    @Test
    void anOldVersionIsToBeRemovedOnceTheBackupsOfItsTimeHaveRunOut() {
        // Breaks when the day is not waited for, when keys that it wraps do not count, or when it is told for ever.
        cluster.mount(1, 2);
        one.upkeep().run();
        assertThat(reminders.due()).isEmpty();

        aged("key_encryption_key", "retired_at", 36);

        assertThat(reminders.due()).containsExactly(new Reminder(Kind.REMOVE, "1"));
        cluster.mount(2);
        one.upkeep().run();
        assertThat(reminders.due()).isEmpty();
    }

    @Test
    void aVersionIsNotToBeRemovedWhileAKeyIsUnderIt() {
        // Breaks when only its own age is looked at: a retired epoch's key may have to be unwrapped until its day.
        aged("application_key", "created_at", 31);
        one.upkeep().run();
        cluster.mount(1, 2);
        one.upkeep().run();

        aged("key_encryption_key", "retired_at", 36);

        assertThat(reminders.due()).isEmpty();
    }

    @Test
    void aVersionThatIsOlderThanAnEpochIsToBeChanged() {
        // Breaks when nobody says so: what its epochs' keys wrapped stays readable as long as it is there.
        assertThat(reminders.due()).isEmpty();

        aged("key_encryption_key", "first_used", 31);

        assertThat(reminders.due()).containsExactly(new Reminder(Kind.CHANGE, "1"));
        cluster.mount(1, 2);
        one.upkeep().run();
        assertThat(reminders.due()).isEmpty();
    }

    @Test
    void aVersionThatIsCurrentAgainIsNotToBeRemoved() {
        // Breaks when its retirement is remembered.
        cluster.mount(1, 2);
        one.upkeep().run();
        cluster.mount(2, 1);
        one.upkeep().run();

        aged("key_encryption_key", "retired_at", 36);

        assertThat(reminders.due()).containsExactly(new Reminder(Kind.REMOVE, "2"));
    }

    @Test
    void theDayFromWhichAnErasedTemplateIsUnreadableIsKnown() {
        // Breaks when a part of it is left out: the epoch's end, a day for wrapping anew, the backups, the begun day.
        aged("application_key", "created_at", 10);
        LocalDate today = cluster.database()
                .write(tx ->
                        tx.first("select clock_timestamp()", row -> row.getObject(1, java.time.OffsetDateTime.class)))
                .orElseThrow()
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDate();

        assertThat(unreadableFrom(application)).contains(today.plusDays(20 + 1 + 35 + 1));
        aged("application_key", "created_at", 40);
        assertThat(unreadableFrom(application)).contains(today.plusDays(1 + 35 + 1));
        assertThat(unreadableFrom(new ApplicationId(UUID.randomUUID()))).isEmpty();
    }

    private Optional<LocalDate> unreadableFrom(ApplicationId of) {
        return cluster.database().write(tx -> new KeyDates(Cluster.EPOCHS).unreadableFrom(tx, of));
    }

    private void aged(String table, String column, int days) {
        cluster.database()
                .execute(tx -> tx.update(
                        "update " + table + " set " + column + " = clock_timestamp() - ? * interval '1 day' where "
                                + column + " is not null",
                        days));
    }

    private long number(String sql) {
        return cluster.database()
                .write(tx -> tx.list(sql, row -> row.getLong(1)))
                .getFirst();
    }
}
