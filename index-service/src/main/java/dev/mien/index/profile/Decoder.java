package dev.mien.index.profile;

/** How a network's outputs are read, where that differs from one network of a role to another. */
public sealed interface Decoder permits BoxDecoder, Decoder.Mesh, Decoder.Classes, Decoder.Plain {

    /** Landmarks, and whether there is a face at all; {@code minPresence} is a probability, 0 to 1. */
    record Mesh(double minPresence) implements Decoder {
        public Mesh {
            if (!(minPresence >= 0 && minPresence <= 1)) {
                throw new IllegalArgumentException("minPresence is a probability");
            }
        }
    }

    /** Probabilities of several classes, of which number {@code live} (from 0) is that of a living face. */
    record Classes(int live) implements Decoder {
        public Classes {
            if (live < 0) {
                throw new IllegalArgumentException("live is the number of a class, from 0");
            }
        }
    }

    /** As they are. */
    record Plain() implements Decoder {}
}
