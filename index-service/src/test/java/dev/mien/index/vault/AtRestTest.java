package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.search.GalleryMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K1: what a face looks like stands in no table, in none of the forms that it has in memory. */
class AtRestTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    /** Long enough that no other bytes are alike by chance, short enough to find a part of a face too. */
    private static final int WINDOW = 12;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node node;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        node = cluster.node();
        node.enroll(application, ADA, ada);
        // Brings her into memory.
        node.recognize(application, ADA);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void noTableHoldsAFaceInTheClear() {
        // Breaks when ApplicationKeys.seal hands the vector on as it is, or a cache of rows or sketches gets a table.
        for (byte[] form : forms()) {
            for (int at = 0; at + WINDOW <= form.length; at += WINDOW) {
                assertThat(cluster.tablesThatHold(Arrays.copyOfRange(form, at, at + WINDOW)))
                        .isEmpty();
            }
        }
    }

    @Test
    void aFaceInTheClearWouldBeFound() {
        // The test above can fail: each form is found once it has been put where it must not be.
        for (byte[] form : forms()) {
            cluster.database()
                    .execute(tx -> tx.update(
                            "update template set sealed = sealed || ? where facial_id = ?", form, ada.value()));

            assertThat(cluster.tablesThatHold(Arrays.copyOfRange(form, WINDOW, 2 * WINDOW)))
                    .containsExactly("template");
        }
    }

    @Test
    void twoTemplatesOfOneFaceHaveNothingInCommon() {
        // Breaks when the nonce or the template's own key is derived from the vector: a dump would show who is the
        // same.
        ApplicationId other = new ApplicationId(UUID.randomUUID());
        cluster.node().enroll(other, ADA, new FacialId(UUID.randomUUID()));

        List<byte[]> sealed = cluster.database()
                .write(tx -> tx.list("select sealed from template order by row_id", row -> row.getBytes(1)));

        for (int at = 0; at + WINDOW <= sealed.getFirst().length; at++) {
            byte[] part = Arrays.copyOfRange(sealed.getFirst(), at, at + WINDOW);
            assertThat(GalleryMemory.holds(sealed.getLast(), part)).isFalse();
        }
    }

    /** The floats in either order of bytes, and row and sketch as they are in memory. */
    private List<byte[]> forms() {
        float[] values = ADA.vector().expose();
        List<byte[]> forms = new ArrayList<>();
        forms.add(bytes(values, ByteOrder.BIG_ENDIAN));
        forms.add(bytes(values, ByteOrder.LITTLE_ENDIAN));
        forms.add(GalleryMemory.row(node.galleries().getFirst(), ADA.vector()));
        forms.add(GalleryMemory.sketch(node.galleries().getFirst(), ADA.vector()));
        return forms;
    }

    private static byte[] bytes(float[] values, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
