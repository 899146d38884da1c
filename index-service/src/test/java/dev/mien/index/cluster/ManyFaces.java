package dev.mien.index.cluster;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.bench.SealedRows;
import dev.mien.index.vault.FaceVector;
import java.util.SplittableRandom;

/** Strangers in an index, by the thousand. */
public final class ManyFaces {
    private ManyFaces() {}

    /** Adds so many faces of so many dimensions to the index of an application that has a head. */
    public static void add(Cluster cluster, Node node, ApplicationId application, int faces, int dimensions) {
        new SealedRows(cluster.database(), node.keys(), cluster.hasher(), application, PlannedFaces.PROFILE)
                .add(faces, number -> face(number, dimensions));
    }

    private static FaceVector face(long seed, int dimensions) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed_0000_0000L);
        float[] values = new float[dimensions];
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            values[i] = (float) random.nextGaussian();
            square += (double) values[i] * values[i];
        }
        float norm = (float) Math.sqrt(square);
        for (int i = 0; i < dimensions; i++) {
            values[i] /= norm;
        }
        return FaceVector.owning(values);
    }
}
