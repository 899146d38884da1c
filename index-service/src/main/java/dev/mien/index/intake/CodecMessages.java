package dev.mien.index.intake;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.leptonica.global.leptonica;

/**
 * libjpeg writes what it thinks of a picture to the C library's {@code stderr}, and Leptonica gives no way to stop it:
 * whoever sends damaged pictures would fill the service's log. So C's {@code stderr} is led nowhere, for the whole
 * process. Java's own, the virtual machine's and the kernel's messages do not go that way.
 */
final class CodecMessages {
    private static final AtomicBoolean SILENT = new AtomicBoolean();

    private CodecMessages() {}

    /** Where the C library's variable is not found by this name, messages stay what they were. */
    static void silence() {
        Pointer variable = Loader.addressof("stderr");
        if (variable != null && SILENT.compareAndSet(false, true)) {
            Pointer nowhere = leptonica.fopenWriteStream("/dev/null", "w");
            if (nowhere != null && !nowhere.isNull()) {
                new PointerPointer<Pointer>(variable).put(0, nowhere);
            }
        }
    }
}
