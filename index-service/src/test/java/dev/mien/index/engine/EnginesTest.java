package dev.mien.index.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** To the door there is one engine for each application, to the ledger one holder for all of them. */
class EnginesTest {
    private static final SubjectHash HASH = SubjectHash.of(new byte[32]);
    private static final LedgerEntry ENTRY =
            new LedgerEntry(1, LedgerEntry.Kind.FACIAL_ID, HASH.bytes(), null, null, false);

    private final List<String> done = new ArrayList<>();
    private final Played onnx = new Played(Engine.ONNX, true);
    private final Played cloud = new Played(Engine.REKOGNITION, false);
    private final Engines engines = new Engines(List.of(onnx, cloud));

    @Test
    void thePolicySaysWhichOne() {
        assertThat(engines.of(context(Engine.ONNX))).isSameAs(onnx);
        assertThat(engines.enabled()).containsExactly(Engine.ONNX);
        // Breaks when an application whose engine was switched off is searched in another one, or for nobody.
        assertThatThrownBy(() -> engines.of(context(Engine.REKOGNITION)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    @Test
    void anErasureIsEveryEnginesAndPassesWhenItHasPassedEachOfThem() {
        engines.lock(null, ENTRY);
        Map<String, Integer> removed = engines.purge(null, ENTRY, HASH);
        engines.restored(null);

        // Breaks when one that is switched off is left out: what it has stored would be confirmed as erased.
        assertThat(done)
                .containsExactly(
                        "lock ONNX",
                        "lock REKOGNITION",
                        "purge ONNX",
                        "purge REKOGNITION",
                        "restored ONNX",
                        "restored REKOGNITION");
        assertThat(removed)
                .containsEntry("ONNX", 1)
                .containsEntry("REKOGNITION", 1)
                .containsEntry("both", 2);
        assertThat(engines.passed(1)).isFalse();
        onnx.passed = true;
        assertThat(engines.passed(1)).isFalse();
        cloud.passed = true;
        assertThat(engines.passed(1)).isTrue();
    }

    private static RequestContext context(Engine engine) {
        return new RequestContext(
                UUID.randomUUID(),
                new ApplicationId(UUID.randomUUID()),
                Operation.ENROLL,
                new SessionId(UUID.randomUUID()),
                List.of(),
                null,
                null,
                Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, engine),
                "",
                Instant.now(),
                Instant.now());
    }

    private final class Played implements FacialEngine, Holder {
        private final Engine kind;
        private final boolean enabled;
        private boolean passed;

        Played(Engine kind, boolean enabled) {
            this.kind = kind;
            this.enabled = enabled;
        }

        @Override
        public Engine kind() {
            return kind;
        }

        @Override
        public boolean enabled() {
            return enabled;
        }

        @Override
        public ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PhotoComparison compare(RequestContext context, List<Frame> two) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreAnswer store(RequestContext context, StoreRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Holder holder() {
            return this;
        }

        @Override
        public IndexFigures figures(RequestContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long count(ApplicationId application) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lock(Tx tx, LedgerEntry entry) {
            done.add("lock " + kind);
        }

        @Override
        public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
            done.add("purge " + kind);
            return Map.of(kind.name(), 1, "both", 1);
        }

        @Override
        public boolean passed(long number) {
            return passed;
        }

        @Override
        public void restored(Tx tx) {
            done.add("restored " + kind);
        }
    }
}
