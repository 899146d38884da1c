package dev.mien.index.rekognition;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.FaceBox;
import dev.mien.index.intake.BarePicture;
import dev.mien.platform.crypto.Held;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;

/**
 * A picture as it is sent, and where on it the face is that was judged here.
 *
 * <p>AWS takes the largest face that <em>it</em> sees. That has to be this one: it might see one that the own detector does
 * not, such as a portrait that lies on its side, and whoever shows a face of their own to be judged beside a larger
 * portrait of somebody else would be taken for that person.
 *
 * @param face in shares of the upright picture's width and height, as AWS gives its boxes
 */
record Bare(SecretBytes picture, FaceBox face) implements AutoCloseable {
    /**
     * @param frame the caller's to close
     * @param box of the face, in pixels, seen upright
     * @throws Refusal INVALID_IMAGE when it cannot be sent
     */
    static Bare of(Frame frame, FaceBox box) {
        return switch (BarePicture.of(new dev.mien.index.intake.Frame(frame.expose()))) {
            case BarePicture.Outcome.Unfit(var status, var detail) ->
                throw Refusal.of(Code.INVALID_IMAGE, status, detail);
            case BarePicture.Outcome.Bare(var bytes, var width, var height) -> {
                try (Held held = new Held()) {
                    Bare bare = new Bare(held.hold(SecretBytes.owning(bytes)), share(box, width, height));
                    held.handOn();
                    yield bare;
                }
            }
        };
    }

    /** @param seen where AWS sees the face that it takes; null: it does not say */
    boolean shows(FaceBox seen) {
        return seen != null && face.isOf(seen);
    }

    private static FaceBox share(FaceBox box, int wide, int high) {
        return new FaceBox(box.left() / wide, box.top() / high, box.width() / wide, box.height() / high);
    }

    @Override
    public void close() {
        picture.close();
    }
}
