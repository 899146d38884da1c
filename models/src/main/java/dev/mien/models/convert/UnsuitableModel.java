package dev.mien.models.convert;

/** The upstream file is not what its converter can turn into ONNX; the message says at which point. */
public final class UnsuitableModel extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsuitableModel(String message) {
        super(message);
    }

    public UnsuitableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
