package dev.mien.index.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoredParts.Outcome;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileReader;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one installation into another: two databases, two processes, nothing shared but the file and its key. */
class UploadTest {
    private static final int PEOPLE = 30;
    private final ApplicationId from = new ApplicationId(UUID.randomUUID());
    private final ApplicationId into = new ApplicationId(UUID.randomUUID());
    private final List<FacialId> people = new ArrayList<>();
    private Cluster there;
    private Cluster here;
    private Node source;
    private Node target;
    private byte[] file;
    private FileKey key;

    @BeforeEach
    void aFileOfThirty() {
        there = new Cluster();
        here = new Cluster();
        source = there.node();
        target = here.node();
        for (int at = 0; at < PEOPLE; at++) {
            FacialId facialId = new FacialId(UUID.randomUUID());
            people.add(facialId);
            source.enroll(from, face(at), facialId);
        }
        learn(0);
        file = CarriedFiles.download(there, source, from, people.get(7));
        key = source.fileKey(file);
    }

    @AfterEach
    void stop() {
        key.close();
        there.close();
        here.close();
    }

    @Test
    void nothingIsLost() throws IOException {
        take();

        // Breaks when a vector, an occasion or its day, the day of enrollment, or somebody at all stays behind.
        byte[] again = CarriedFiles.download(here, target, into, people.get(7));
        assertThat(contents(again, target.fileKey(again))).isEqualTo(contents(file, source.fileKey(file)));
        assertThat(contents(again, target.fileKey(again))).hasSize(PEOPLE);
        for (int at = 0; at < PEOPLE; at++) {
            Candidate before = recognize(there, source, from, at);
            Candidate after = recognize(here, target, into, at);
            assertThat(after.facialId()).isEqualTo(people.get(at)).isEqualTo(before.facialId());
            // Each application rotates by a key of its own, and rounds in another place.
            assertThat(after.score()).isCloseTo(before.score(), within(0.003));
        }
    }

    @Test
    void theHeadAddsUpOnEveryReplica() {
        Node other = here.node();
        take();

        // Breaks when a row's hash is not in the sum, or the rows' number is not the head's: no replica would be level.
        assertThat(other.recognize(into, face(3))).containsExactly(people.get(3));
        assertThat(other.replica().faces(into)).isEqualTo(PEOPLE);
        assertThat(number("select seq from head where application_id = ?")).isEqualTo(1);
    }

    @Test
    void aSecondTimeNothingChanges() {
        take();

        // Breaks when a template is stored again, or the head is moved for nothing.
        assertThat(take()).containsOnly(Outcome.STORED);
        assertThat(number("select count(*) from template where application_id = ?"))
                .isEqualTo(PEOPLE);
        assertThat(number("select seq from head where application_id = ?")).isEqualTo(1);
    }

    @Test
    void aCleanUpOfAnEarlierPolicyTakesNobodyAway() {
        take();
        Policy earlier = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE).withProfiles(0, PlannedFaces.OTHER, null);

        // Breaks when an import does not say which policy it was under.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> target.migrations().cleanUp(here.context(into, Operation.MANAGE, earlier)));
        assertThat(number("select count(*) from template where application_id = ?"))
                .isEqualTo(PEOPLE);
    }

    @Test
    void nobodyIsBroughtBackWhomThisLedgerNames() {
        here.purge(target, here.entry(into, people.get(0)));
        // As whom the file knows her: erased here, before this application was made anew.
        here.purge(target, here.entry(from, people.get(1)));

        List<Outcome> outcomes = take();

        // Breaks when the ledger is not asked, or is asked for the new application alone.
        assertThat(outcomes.get(offset(0))).isEqualTo(Outcome.ERASED);
        assertThat(outcomes.get(offset(1))).isEqualTo(Outcome.ERASED);
        assertThat(outcomes).filteredOn(Outcome.STORED::equals).hasSize(PEOPLE - 2);
        assertThat(target.recognize(into, face(0))).isEmpty();
        assertThat(target.recognize(into, face(1))).isEmpty();
    }

    @Test
    void nobodyIsBroughtBackOfAnApplicationThatWasDeletedHere() {
        here.purge(target, here.entry(from));

        assertThat(take()).containsOnly(Outcome.ERASED);
    }

    @Test
    void whatIsDeletedWhileAFileComesInStaysEmpty() {
        IndexFileBatch batch = batch();
        OpenedParts opened = open(batch);
        assertThat(store(batch, opened.through(), 0)).containsExactly(Outcome.STORED);
        here.purge(target, here.entry(into));

        // E8. Breaks when the ledger is asked about people alone: there are no keys any more, so the import would fail
        // by what looks like our fault, however often the file is sent.
        assertThat(store(batch, opened.through(), 0, 1)).containsOnly(Outcome.ERASED);
        assertThat(take()).containsOnly(Outcome.ERASED);
        assertThat(number("select count(*) from template where application_id = ?"))
                .isZero();
        assertThat(number("select count(*) from application_key where application_id = ?"))
                .isZero();
        // Breaks when an index without keys counts as one that cannot be read: erasures would wait for it for ever.
        Node other = here.node();
        other.replica().follow();
        assertThat(other.replica().level()).isTrue();
        target.replica().follow();
        assertThat(target.replica().level()).isTrue();
    }

    @Test
    void whoeverIsHereAlreadyIsTold() {
        FacialId ada = new FacialId(UUID.randomUUID());
        target.enroll(into, face(4), ada);

        OpenedParts opened = open(batch());

        // Breaks when nobody is searched for, or everybody matches themselves.
        assertThat(opened.templates().get(offset(4)).matches()).containsExactly(ada);
        assertThat(opened.templates())
                .filteredOn(one -> !one.matches().isEmpty())
                .hasSize(1);
        assertThat(opened.templates()).filteredOn(OpenedTemplate::paused).hasSize(1);
        assertThat(opened.ended()).isTrue();
        assertThat(opened.source()).isEqualTo(from);
    }

    @Test
    void twoOfOneFaceInTheFileAreTold() {
        FacialId twin = new FacialId(UUID.randomUUID());
        // As a policy has it that minds no duplicates.
        Node.Probed probe = source.probe(from, face(5));
        source.store(probe, twin, people.get(5));
        file = CarriedFiles.download(there, source, from);

        try (FileKey second = source.fileKey(file)) {
            OpenedParts opened = open(CarriedFiles.batch(file, second));

            // Breaks when parts that come together are not compared with each other.
            assertThat(opened.templates())
                    .filteredOn(one -> !one.matches().isEmpty())
                    .singleElement()
                    .satisfies(one -> assertThat(one.matches()).hasSize(1));
        }
    }

    @Test
    void whoeverCameBetweenSearchAndStoreIsFound() {
        IndexFileBatch batch = batch();
        OpenedParts opened = open(batch);
        target.enroll(into, face(6), new FacialId(UUID.randomUUID()));

        List<Outcome> outcomes = store(batch, opened.through(), offset(5), offset(6));

        // Breaks when nothing is compared under the head: both would be recognized as one. That it is a duplicate is
        // not said: nobody knows yet what becomes of the other one.
        assertThat(outcomes).containsExactly(Outcome.STORED, Outcome.MATCHED);
    }

    @Test
    void withoutASearchNothingIsStored() {
        // Breaks when a caller may leave the search out where the policy refuses duplicates.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> store(batch(), null, 0))
                .matches(refusal -> refusal.status() == 400);
    }

    @Test
    void aSearchOfAnotherIncarnationIsWorthNothing() {
        take();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> store(batch(), new HeadPosition(UUID.randomUUID(), 0), 0))
                .matches(refusal -> refusal.status() == 503);
    }

    @Test
    void aPartThatWasMeddledWithIsRefusedAndNothingIsStored() {
        IndexFileBatch whole = batch();
        List<byte[]> edited = new ArrayList<>(whole.parts());
        edited.set(3, edited.get(3).clone());
        edited.get(3)[200] ^= 1;
        List<byte[]> swapped = new ArrayList<>(whole.parts());
        java.util.Collections.swap(swapped, 1, 2);

        // Breaks when parts are opened without their place, or those before the bad one are stored.
        assertRefused(with(whole, edited, 0), "was changed");
        assertRefused(with(whole, swapped, 0), "was changed");
        assertRefused(with(whole, whole.parts(), 1), "was changed");
        assertThat(number("select count(*) from template where application_id = ?"))
                .isZero();
    }

    @Test
    void anotherKeyOpensNothing() {
        IndexFileBatch whole = batch();
        String other = "mien_ik_" + "A".repeat(43);

        assertRefused(
                new IndexFileBatch(other, "1", "test", whole.opening(), 0, whole.parts()), "key is not that of file");
        assertRefused(new IndexFileBatch("x", "1", "test", whole.opening(), 0, whole.parts()), "no key");
    }

    @Test
    void vectorsOfAnotherNetworkAreNotTaken() {
        target.faces().exchangeNetworks();

        // Breaks when a profile's name is enough: scores would mean nothing.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> open(batch()))
                .matches(refusal -> refusal.status() == 409)
                .withMessageContaining("another version");
    }

    @Test
    void whereNobodyCouldBeRecognizedByThemTheyAreNotTaken() {
        Policy other = Cluster.policy(Liveness.NONE, PlannedFaces.OTHER);
        Policy moving = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE)
                .withProfiles(1, PlannedFaces.OTHER, PlannedFaces.PROFILE);

        // Breaks when an installed profile is enough: people would be active, and never be found.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> target.upload().open(here.context(into, Operation.MANAGE, other), batch()))
                .matches(refusal -> refusal.status() == 409)
                .withMessageContaining("nobody could be recognized");
        assertThat(target.upload()
                        .open(here.context(into, Operation.MANAGE, moving), batch())
                        .templates())
                .hasSize(PEOPLE);
    }

    /** Where somebody's part is: a file has no order. */
    private int offset(int who) {
        ApplicationId empty = new ApplicationId(UUID.randomUUID());
        return target.upload().open(here.context(empty, Operation.MANAGE), batch()).templates().stream()
                .filter(one -> one.facialId().equals(people.get(who)))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    private List<Outcome> take() {
        return CarriedFiles.take(here, target, into, batch()).outcomes();
    }

    private IndexFileBatch batch() {
        return CarriedFiles.batch(file, key);
    }

    private OpenedParts open(IndexFileBatch batch) {
        return target.upload().open(here.context(into, Operation.MANAGE), batch);
    }

    private List<Outcome> store(IndexFileBatch batch, HeadPosition through, Integer... offsets) {
        return target.upload()
                .store(here.context(into, Operation.MANAGE), batch, List.of(offsets), through)
                .outcomes();
    }

    private void assertRefused(IndexFileBatch batch, String why) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> open(batch))
                .matches(refusal -> refusal.status() == 400)
                .withMessageContaining(why);
    }

    private static IndexFileBatch with(IndexFileBatch whole, List<byte[]> parts, long first) {
        return new IndexFileBatch(whole.key(), "1", "test", whole.opening(), first, parts);
    }

    /** Everything that a file says of each person, in one line. */
    private static Map<FacialId, String> contents(byte[] file, FileKey key) throws IOException {
        Map<FacialId, String> all = new HashMap<>();
        try (key) {
            FileReader.read(new ByteArrayInputStream(file), key, (header, template) -> {
                StringBuilder line = new StringBuilder();
                line.append(template.paused())
                        .append(' ')
                        .append(template.storedAt())
                        .append(' ');
                line.append(java.util.Arrays.toString(template.vector().expose()));
                if (template.occasions() != null) {
                    template.occasions()
                            .forEach((day, vector) ->
                                    line.append(day).append(java.util.Arrays.toString(vector.expose())));
                }
                all.put(template.facialId(), line.toString());
            });
        }
        return all;
    }

    /** Another occasion of one of them, so that the template is a mean of two. */
    private void learn(int who) {
        Policy learning = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, true);
        RequestContext context = there.context(from, Operation.MANAGE, learning);
        var probe = source.probing()
                .probe(
                        context,
                        Purpose.ADD,
                        new Scope.Only(people.get(who)),
                        List.of(new MadeUpFace(1_000 + who).frame(3)));
        assertThat(source.learning()
                        .join(context, people.get(who), new dev.mien.contracts.index.JoinRequest(probe.sealedProbe()))
                        .outcome())
                .isEqualTo(dev.mien.contracts.index.TemplateAnswer.Outcome.JOINED);
    }

    private static Candidate recognize(Cluster cluster, Node node, ApplicationId application, int who) {
        return node.probing()
                .probe(
                        cluster.context(application, Operation.AUTHENTICATE),
                        Purpose.RECOGNIZE,
                        Scope.EVERYONE,
                        List.of(new MadeUpFace(1_000 + who).frame(1)))
                .candidates()
                .getFirst();
    }

    private static MadeUpFace face(int who) {
        return new MadeUpFace(1_000 + who);
    }

    private long number(String sql) {
        return here.database()
                .write(tx -> tx.first(sql, row -> row.getLong(1), into.value()).orElseThrow());
    }
}
