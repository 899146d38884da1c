package dev.mien.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mien.models.profile.Digest;
import dev.mien.models.profile.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamTest {

    private static final byte[] CONTENT = "upstream".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "changed on the way".getBytes(StandardCharsets.UTF_8);
    private static final Digest OTHER_SHA_256 = Digest.parse("0".repeat(64));

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void theMirrorIsTakenFirst() throws Exception {
        Files.write(folder.resolve("scope-name-1.2.3.tgz"), CONTENT);

        Path file = upstream("no-such-npm").obtain(npm(CONTENT), into());

        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void aChangedFileIsRefusedEvenFromTheMirror() throws Exception {
        Files.write(folder.resolve("scope-name-1.2.3.tgz"), OTHER);

        // Breaks when the mirror is trusted.
        assertThatThrownBy(() -> upstream("no-such-npm").obtain(npm(CONTENT), into()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("another hash");
    }

    @Test
    void aMissingNpmIsNamedWithTheWaysOut() {
        assertThatThrownBy(() -> upstream("no-such-npm").obtain(npm(CONTENT), into()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the command no-such-npm is missing")
                .hasMessageContaining("Install Node.js")
                .hasMessageContaining("scope-name-1.2.3.tgz")
                .hasMessageContaining(Upstream.MIRROR);
    }

    @Test
    void whatNpmSaysIsPassedOn() throws Exception {
        String npm = script("echo 'npm error code ENOTFOUND' >&2; exit 1");

        assertThatThrownBy(() -> upstream(npm).obtain(npm(CONTENT), into()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("npm error code ENOTFOUND")
                .hasMessageContaining("npm ping");
    }

    @Test
    void whatNpmPacksIsCheckedToo() throws Exception {
        String npm = script("printf 'changed on the way' > scope-name-1.2.3.tgz");

        assertThatThrownBy(() -> upstream(npm).obtain(npm(CONTENT), into()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("another hash");
    }

    @Test
    void npmIsAskedForTheExactVersionWithoutScripts() throws Exception {
        String npm = script("printf upstream > scope-name-1.2.3.tgz; echo \"$@\" > arguments");
        Path into = into();

        upstream(npm).obtain(npm(CONTENT), into);

        assertThat(into.resolve("arguments"))
                .content()
                .contains("pack")
                .contains("--ignore-scripts")
                .contains("@scope/name@1.2.3");
    }

    @Test
    void aDownloadIsCheckedByItsHash() throws Exception {
        HttpServer server = serving(200, CONTENT);
        try {
            URI address = address(server);

            Path file = upstream("npm").obtain(new Source.Url(address, digestOf(CONTENT)), into());

            assertThat(file).hasBinaryContent(CONTENT);
            assertThatThrownBy(() -> upstream("npm").obtain(new Source.Url(address, OTHER_SHA_256), into()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("another hash");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDownloadThatIsRefusedSaysSo() throws Exception {
        HttpServer server = serving(404, OTHER);
        try {
            URI address = address(server);

            assertThatThrownBy(() -> upstream("npm").obtain(new Source.Url(address, digestOf(CONTENT)), into()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("404")
                    .hasMessageContaining("model.onnx");
        } finally {
            server.stop(0);
        }
    }

    private Upstream upstream(String npm) {
        return new Upstream(Optional.of(folder), new NpmClient(npm), new Download(), progress::add);
    }

    private Path into() throws IOException {
        return Files.createTempDirectory(folder, "into");
    }

    private static Source.Npm npm(byte[] content) {
        String any = "sha512-" + "A".repeat(86) + "==";
        return new Source.Npm(
                "@scope/name", "1.2.3", Digest.parse(Digest.parse(any).of(content)));
    }

    private static Digest digestOf(byte[] content) {
        return Digest.parse(OTHER_SHA_256.of(content));
    }

    private String script(String line) throws IOException {
        Path script = folder.resolve("npm.sh");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private static HttpServer serving(int status, byte[] content) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:%d/files/model.onnx"
                .formatted(server.getAddress().getPort()));
    }
}
