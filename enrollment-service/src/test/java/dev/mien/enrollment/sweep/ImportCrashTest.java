package dev.mien.enrollment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that a process died with, and imports that nobody asks for any more. */
@QuarkusTest
class ImportCrashTest extends EnrollmentServiceTest {
    @Inject
    Sweep sweep;

    private Visit importer;
    private String id;

    @BeforeEach
    void open() {
        importer = visit().under(PolicyDraft.usual().importing());
        id = door.openImport(importer, "EXPLICIT_CONSENT").body().get("id").asText();
    }

    // Breaks when a line keeps the session of a try that was undone: it could never be enrolled; or takes another one
    // while the first may still become active: the person would be there twice.
    @Test
    void aLineThatAProcessDiedWithIsTakenUpOnceItsPendingProfileIsUndone() {
        // given
        FacialId pending = diedWith("ada");
        Reply meanwhile = door.line(importer, id, "ada", null, "ada");
        sql("update profile set pending_since = now() - interval '61 seconds' where facial_id = ?", pending.value());

        // when
        sweep.sweep();
        Reply again = door.line(importer, id, "ada", null, "ada");

        // then
        assertThat(meanwhile.body().get("outcome").asText()).isEqualTo("MISSING");
        assertThat(again.body().get("outcome").asText()).as(again.text()).isEqualTo("ENROLLED");
        assertThat(again.facialId()).isNotEqualTo(pending);
        await().until(() -> state(pending).equals("gone"));
        assertThat(profiles()).isEqualTo(1);
    }

    // Breaks when imports are kept for ever, or forgotten before their day.
    @Test
    void anImportIsForgottenOnItsDay() {
        // given
        door.line(importer, id, "ada", null, "ada");
        door.backend(importer, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}");
        sweep.sweep();
        assertThat(lines()).isEqualTo(1);
        assertThat(texts(
                        "select extract(day from expires_at - finished_at)::text from import_job where id = ?",
                        UUID.fromString(id)))
                .containsExactly("7");
        sql("update import_job set expires_at = now() - interval '1 second' where id = ?", UUID.fromString(id));

        // when
        sweep.sweep();

        // then
        assertThat(lines()).isZero();
        assertThat(door.backend(importer, "GET", "/imports/" + id, null).code()).isEqualTo("NOT_FOUND");
        assertThat(profiles()).as("the people stay").isEqualTo(1);
    }

    private long lines() {
        return count("select count(*) from import_line where job_id = ?", UUID.fromString(id));
    }

    /** What stays when the process is killed between pending and active. */
    private FacialId diedWith(String key) {
        index.goesAway();
        assertThat(door.line(importer, id, key, null, "ada").status()).isEqualTo(503);
        index.comesBack();
        FacialId pending = new FacialId(UUID.randomUUID());
        insert(pending, "PENDING");
        sql(
                "insert into session_outcome (session_id, application_id, parts_digest, state, subject_hash, liveness,"
                        + " expires_at) select session_id, ?, digest, 'PENDING', ?, 'NONE', now() + interval '15 minutes'"
                        + " from import_line where job_id = ?",
                application.value(),
                subject(pending).bytes(),
                UUID.fromString(id));
        return pending;
    }
}
