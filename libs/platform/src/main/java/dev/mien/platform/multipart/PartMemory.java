package dev.mien.platform.multipart;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts in memory outside the heap, which no collector frees, and never in a file. It remembers each part that it made:
 * the decoder forgets the one that it was in the middle of, and the one that was too many. For one body; closed after
 * it.
 */
final class PartMemory extends DefaultHttpDataFactory implements AutoCloseable {
    private final List<HttpData> made = new ArrayList<>();

    PartMemory() {
        super(false);
        setMaxLimit(Bounds.FRAME_BYTES);
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
        return remembered(super.createAttribute(request, name));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
        return remembered(super.createAttribute(request, name, definedSize));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
        return remembered(super.createAttribute(request, name, value));
    }

    @Override
    public FileUpload createFileUpload(
            HttpRequest request,
            String name,
            String filename,
            String contentType,
            String contentTransferEncoding,
            Charset charset,
            long size) {
        return remembered(
                super.createFileUpload(request, name, filename, contentType, contentTransferEncoding, charset, size));
    }

    private <T extends HttpData> T remembered(T part) {
        made.add(part);
        return part;
    }

    /** Releases whatever is not released yet. */
    @Override
    public void close() {
        for (HttpData part : made) {
            if (part.refCnt() > 0) {
                part.release(part.refCnt());
            }
        }
        made.clear();
    }
}
