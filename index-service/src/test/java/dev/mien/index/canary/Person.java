package dev.mien.index.canary;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.stack.postgres.Database;
import dev.mien.testing.postgres.TestPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.UUID;

/**
 * A process of index-service that somebody is enrolled in, searched for, and erased from: one step at each line that
 * comes in. Says what it has done. Between the first two steps it has the template open, as a request has while it
 * lasts.
 */
final class Person {
    static final MadeUpFace FACE = new MadeUpFace(8_191);
    private static final int OTHERS = 40;

    private Person() {}

    /** @param arguments URL, name and password of the database; application; Facial ID; file for a dump of the heap */
    public static void main(String[] arguments) throws IOException {
        ApplicationId application = new ApplicationId(UUID.fromString(arguments[3]));
        FacialId facialId = new FacialId(UUID.fromString(arguments[4]));
        Cluster cluster = new Cluster(new TestPostgres.Fresh(arguments[0], new Database(arguments[1], arguments[2])));
        Node node = cluster.node();
        for (int other = 1; other <= OTHERS; other++) {
            node.enroll(application, new MadeUpFace(other), new FacialId(UUID.randomUUID()));
        }
        // So that the collector does not run while a template is open: what it moves it does not overwrite.
        System.gc();

        node.enroll(application, FACE, facialId);
        node.recognize(application, FACE);
        FaceVector open = open(cluster, node, application, facialId);
        say("enrolled");
        if (await() == 'd') {
            dump(arguments[5]);
            say("dumped");
            await();
        }
        open.close();
        cluster.purge(node, cluster.entry(application, facialId));
        node.replica().follow();
        say("erased");
        if (await() == 'd') {
            dump(arguments[5]);
            say("dumped");
            await();
        }
        Runtime.getRuntime().halt(0);
    }

    private static FaceVector open(Cluster cluster, Node node, ApplicationId application, FacialId facialId) {
        return cluster.database()
                .write(tx -> tx.first(
                                "select sealed, wrapped_key, epoch from template where facial_id = ?",
                                row -> new SealedTemplate(row.getBytes(1), row.getBytes(2), row.getInt(3)),
                                facialId.value())
                        .flatMap(template -> node.keys()
                                .of(tx, application)
                                .open(new TemplatePlace(application, facialId, "standard"), template))
                        .orElseThrow());
    }

    private static void say(String what) {
        System.out.println(what);
    }

    private static int await() throws IOException {
        return System.in.read();
    }

    /** Everything, also what nobody refers to any more. */
    private static void dump(String file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, false);
    }
}
