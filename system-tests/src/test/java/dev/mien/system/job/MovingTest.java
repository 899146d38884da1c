package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An application moves from one installation to another by a file, through all services of both. Broken by: a file
 * without those who are active, a key of another file, an import that brings in nobody, or somebody who was erased
 * where the file comes from and is asked for there again.
 */
class MovingTest {
    private static final String INDEX = "/v1/admin/applications/%s/index/";

    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void whoWasEnrolledThereIsRecognizedHere() throws Exception {
        Suite there = RunningSuite.get();
        Mien from = new Mien(there);
        Application old = from.createApplication();
        String anna = from.enrolled(old, photos.anna());
        String stranger = from.enrolled(old, photos.stranger(0));
        byte[] file = owner(there, from).get(INDEX.formatted(old.id()) + "file").asByteArray();
        String key = key(there, from, old, file);
        Home home = RunningSuite.freshHome("moving-home");
        verified(Files.write(home.root().resolve("shop.index"), file), key);

        SuiteConfig config = RunningSuite.configured(home, new Ports(RunningSuite.freeBase()));
        try (Suite here = Suite.start(config, Progress.printed())) {
            Mien to = new Mien(here);
            Application fresh = to.createApplication();
            assertThat(to.authenticate(fresh, photos.annaAgain()).statusCode()).isEqualTo(401);

            Response moved = imported(here, to, fresh, file, key);

            assertThat(moved.<String>path("state")).as(moved.asString()).isEqualTo("complete");
            assertThat(moved.<Integer>path("imported")).isEqualTo(2);
            assertThat(to.authenticate(fresh, photos.annaAgain()).<String>path("facialId"))
                    .isEqualTo(anna);
            assertThat(to.authenticate(fresh, photos.stranger(0)).<String>path("facialId"))
                    .isEqualTo(stranger);
            assertThat(to.authenticate(fresh, photos.stranger(1)).statusCode()).isEqualTo(401);

            to.erase(fresh, anna).then().statusCode(200);
            Response again = imported(here, to, fresh, file, key);

            assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
            assertThat(to.authenticate(fresh, photos.annaAgain()).statusCode()).isEqualTo(401);
            assertThat(from.authenticate(old, photos.annaAgain()).<String>path("facialId"))
                    .as("the other installation does not know of it")
                    .isEqualTo(anna);
        }
    }

    @Test
    void whoWasErasedAfterTheDownloadIsNotBroughtBackByIt() {
        Suite suite = RunningSuite.get();
        Mien mien = new Mien(suite);
        Application old = mien.createApplication();
        String anna = mien.enrolled(old, photos.anna());
        mien.enrolled(old, photos.stranger(0));
        byte[] file = owner(suite, mien).get(INDEX.formatted(old.id()) + "file").asByteArray();
        String key = key(suite, mien, old, file);
        mien.erase(old, anna).then().statusCode(200);
        Application other = mien.createApplication();

        Response moved = imported(suite, mien, other, file, key);

        assertThat(moved.<Integer>path("imported")).as(moved.asString()).isZero();
        assertThat(moved.<Integer>path("erased")).isEqualTo(1);
        assertThat(moved.<Integer>path("taken")).isEqualTo(1);
        assertThat(mien.authenticate(other, photos.annaAgain()).statusCode()).isEqualTo(401);
        assertThat(mien.authenticate(old, photos.annaAgain()).statusCode()).isEqualTo(401);
    }

    private static Response imported(Suite suite, Mien mien, Application to, byte[] file, String key) {
        return owner(suite, mien)
                .header("Mien-Index-Key", key)
                .contentType("application/vnd.mien.index")
                .body(file)
                .post(INDEX.formatted(to.id()) + "imports?termsVersion=1&basis=moved");
    }

    /** The header says which one it is, as docs/index-format.md does. */
    private static String key(Suite suite, Mien mien, Application application, byte[] file) {
        ByteBuffer opening = ByteBuffer.wrap(file, 10, file.length - 10);
        byte[] header = new byte[opening.getInt()];
        opening.get(header);
        JsonPath json = new JsonPath(new String(header, StandardCharsets.UTF_8));
        Response shown = owner(suite, mien)
                .get(INDEX.formatted(application.id()) + "key?file=" + json.getString("file") + "&keyVersion="
                        + json.getString("keyVersion"));
        shown.then().statusCode(200);
        return shown.path("key");
    }

    /** By the tool that {@code ./mien index} runs, on the packaged service's class path. */
    private static void verified(Path file, String key) throws IOException, InterruptedException {
        Path packaged = RunningSuite.repository().resolve("index-service/target/quarkus-app");
        String classPath = Stream.of("app/*", "lib/boot/*", "lib/main/*")
                .map(part -> packaged + File.separator + part)
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "dev.mien.index.file.IndexTool",
                        "verify",
                        file.toString()))
                .inheritIO();
        tool.environment().put("MIEN_INDEX_KEY", key);
        Process process = tool.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static RequestSpecification owner(Suite suite, Mien mien) {
        String token = suite.oidc().tokens().forPerson("owner", List.of("owner"), "local");
        return mien.call().auth().oauth2(token);
    }
}
