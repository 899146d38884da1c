package dev.mien.platform.multipart;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Takes a {@code multipart/form-data} body apart, in memory, within the bounds. */
final class Parts {
    private Parts() {}

    /**
     * What is expected.
     *
     * @param picture what a part with a picture is called
     * @param most parts that there may be
     * @param tooMany what is said of more
     */
    record Kind(String picture, int most, String tooMany) {}

    /** Takes what it needs out of the parts, whose memory is released afterwards. */
    @FunctionalInterface
    interface Collector<T> {
        T collect(List<InterfaceHttpData> parts) throws IOException;
    }

    /**
     * @param contentType the header, with the boundary; or null
     * @throws Refusal INVALID_REQUEST or INVALID_IMAGE, naming what is wrong
     */
    static <T> T collect(String contentType, byte[] body, Kind kind, Collector<T> collector) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Refusal.of(Code.INVALID_REQUEST, 415, "The body must be multipart/form-data.");
        }
        Boundary boundary = Boundary.of(contentType).orElseThrow(Parts::malformed);
        if (!boundary.closes(body)) {
            throw malformed();
        }
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, boundary.contentType());
        PartMemory memory = new PartMemory();
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(memory, request, StandardCharsets.UTF_8, kind.most(), 4096);
            // Not by the constructor: what it throws would leave nobody to release the decoder's copy of the body.
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
            return collector.collect(decoder.getBodyHttpDatas());
        } catch (HttpPostRequestDecoder.TooManyFormFieldsException e) {
            throw Refusal.of(Code.INVALID_REQUEST, kind.tooMany());
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException e) {
            if (e.getCause() instanceof IOException) {
                throw Refusal.of(
                        Code.INVALID_IMAGE,
                        413,
                        "The part " + kind.picture() + " may have at most " + Bounds.FRAME_BYTES + " bytes.");
            }
            throw malformed();
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw malformed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
            memory.close();
        }
    }

    private static Refusal malformed() {
        return Refusal.of(Code.INVALID_REQUEST, "The multipart body is malformed or cut off.");
    }
}
