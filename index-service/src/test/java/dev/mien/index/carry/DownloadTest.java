package dev.mien.index.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileReader;
import dev.mien.platform.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
    private static Cluster cluster;
    private static Node node;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private final FacialId eve = new FacialId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        node = cluster.node();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void threePeople() {
        node.enroll(application, new MadeUpFace(1), ada);
        node.enroll(application, new MadeUpFace(2), bob);
        node.enroll(application, new MadeUpFace(3), eve);
        node.enroll(new ApplicationId(UUID.randomUUID()), new MadeUpFace(4), new FacialId(UUID.randomUUID()));
    }

    @Test
    void thoseWhoAreActiveOrPausedAreInItAndNobodyElse() throws IOException {
        byte[] file =
                file(new IndexFileRequest(mark(), 0, List.of(bob), List.of(eve)), OutputStream.nullOutputStream());

        // Breaks when somebody pending is carried, when paused people become active, or another application's are
        // there.
        assertThat(states(file)).containsExactlyInAnyOrderEntriesOf(Map.of(ada, "active", bob, "paused"));
    }

    @Test
    void theHeaderSaysWhereTheIndexStood() throws IOException {
        cluster.purge(node, cluster.entry(application, eve));

        byte[] file = file(everybody(), OutputStream.nullOutputStream());

        FileHeader header = FileReader.header(new ByteArrayInputStream(file));
        long applied = cluster.database()
                .write(tx -> tx.first("select applied from ledger_progress", row -> row.getLong(1))
                        .orElseThrow());
        // Breaks when the number is read outside of the file's own moment.
        assertThat(header.ledgerNumber()).isEqualTo(applied);
        assertThat(header.head().number()).isEqualTo(4);
        assertThat(header.head().templates()).isEqualTo(2);
        assertThat(header.application()).isEqualTo(application.value());
        assertThat(header.profiles()).containsExactly(new FileHeader.Profile(PlannedFaces.PROFILE, 128, "standard"));
        assertThat(states(file)).containsOnlyKeys(ada, bob);
    }

    @Test
    void whoeverWasStoredAfterTheMarkIsLeftOut() throws IOException {
        IndexFileRequest before = everybody();
        node.enroll(application, new MadeUpFace(5), new FacialId(UUID.randomUUID()));

        // Breaks when rows are taken whose people nobody was asked about: they may never become active.
        assertThat(states(file(before, OutputStream.nullOutputStream()))).containsOnlyKeys(ada, bob, eve);
    }

    @Test
    void whatChangesMeanwhileDoesNotChangeIt() throws IOException {
        // Erased when the first byte is written. Breaks when rows are read in another moment than the head.
        byte[] file = file(everybody(), new FilterOutputStream(OutputStream.nullOutputStream()) {
            private boolean begun;

            @Override
            public void write(byte[] bytes) {
                if (!begun) {
                    begun = true;
                    cluster.purge(node, cluster.entry(application, ada));
                }
            }
        });

        assertThat(states(file)).containsOnlyKeys(ada, bob, eve);
        assertThat(FileReader.header(new ByteArrayInputStream(file)).head().templates())
                .isEqualTo(3);
    }

    @Test
    void beforeAnybodyWasStoredTheMarkIsBelowTheFirst() {
        try (Cluster fresh = new Cluster()) {
            // Breaks when the sequence's first number counts as given out: whoever gets it would be in a file although
            // nobody was asked about them.
            assertThat(fresh.node().download().mark().row()).isZero();
        }
    }

    @Test
    void noMoreAreWrittenAtOnceThanThereIsRoomFor() throws IOException {
        Download.Ready first = ready(everybody());
        Download.Ready again = ready(everybody());
        Download.Ready second = ready(new ApplicationId(UUID.randomUUID()));
        Download.Ready third = ready(new ApplicationId(UUID.randomUUID()));

        // Breaks when room is looked for before a file is ready, and not when it is begun; and when one application may
        // have all of it.
        first.write(during(() -> {
            assertBusy(again);
            second.write(during(() -> assertBusy(third)));
        }));

        third.write(OutputStream.nullOutputStream());
    }

    @Test
    void behindTheLedgerThereIsNoFile() {
        long ahead = 1_000_000;

        // Breaks when somebody whom enrollment-service has purged already is still carried by what is here.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ready(new IndexFileRequest(mark(), ahead, List.of(), List.of())))
                .matches(refusal -> refusal.status() == 503);
    }

    @Test
    void aRowThatCannotBeOpenedEndsTheFile() {
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set row_hash = row_hash + 1 where application_id = ? and facial_id = ?",
                        application.value(),
                        bob.value()));

        // Breaks when it is left out: a file that lost somebody would look whole.
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> file(everybody(), OutputStream.nullOutputStream()));
    }

    @Test
    void anEmptyIndexIsAFileToo() throws IOException {
        ApplicationId nobody = new ApplicationId(UUID.randomUUID());
        ByteArrayOutputStream to = new ByteArrayOutputStream();

        node.download()
                .ready(cluster.context(nobody, Operation.MANAGE), everybody())
                .write(to);

        try (FileKey key = node.fileKey(to.toByteArray())) {
            assertThat(FileReader.read(new ByteArrayInputStream(to.toByteArray()), key, (header, template) -> {}))
                    .isZero();
        }
    }

    @Test
    void anotherEngineHasNoIndexToCarry() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.download()
                        .ready(
                                cluster.context(
                                        application,
                                        Operation.MANAGE,
                                        Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, Engine.REKOGNITION)),
                                everybody()))
                .matches(refusal -> refusal.status() == 409);
    }

    private IndexFileRequest everybody() {
        return new IndexFileRequest(mark(), 0, List.of(), List.of());
    }

    private static long mark() {
        return node.download().mark().row();
    }

    private Download.Ready ready(IndexFileRequest request) {
        return node.download().ready(cluster.context(application, Operation.MANAGE), request);
    }

    private Download.Ready ready(ApplicationId of) {
        return node.download().ready(cluster.context(of, Operation.MANAGE), everybody());
    }

    private static void assertBusy(Download.Ready file) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> file.write(OutputStream.nullOutputStream()))
                .matches(refusal -> refusal.status() == 503);
    }

    /** Something that is done while a file is being written. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static OutputStream during(Work work) {
        return new OutputStream() {
            private boolean begun;

            @Override
            public void write(int one) {
                throw new UnsupportedOperationException("bytes come in pieces");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (!begun) {
                    begun = true;
                    work.run();
                }
            }
        };
    }

    /** @param beside is told of every write, before it is done */
    private byte[] file(IndexFileRequest request, OutputStream beside) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ready(request).write(new OutputStream() {
            @Override
            public void write(int one) {
                throw new UnsupportedOperationException("bytes come in pieces");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                beside.write(bytes);
                to.write(bytes);
            }
        });
        return to.toByteArray();
    }

    private static Map<FacialId, String> states(byte[] file) throws IOException {
        Map<FacialId, String> states = new TreeMap<>(java.util.Comparator.comparing(FacialId::value));
        try (FileKey key = node.fileKey(file)) {
            FileReader.read(
                    new ByteArrayInputStream(file),
                    key,
                    (header, template) -> states.put(template.facialId(), template.paused() ? "paused" : "active"));
        }
        return states;
    }
}
