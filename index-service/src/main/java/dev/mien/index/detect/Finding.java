package dev.mien.index.detect;

/** What a picture shows. */
public sealed interface Finding {

    /** One face dominates. */
    record OneFace(Face face) implements Finding {}

    /** Nothing that detector and landmarks agree to be a face. */
    record NoFace() implements Finding {}

    /** A second face has a size comparable to the largest one's. */
    record ManyFaces() implements Finding {}
}
