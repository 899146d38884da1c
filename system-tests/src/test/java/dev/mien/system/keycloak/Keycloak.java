package dev.mien.system.keycloak;

import dev.mien.stack.supervise.Command;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.Loopback;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Keycloak in production mode on loopback, with TLS, a database in memory, and the realm of {@code docs/examples}. */
final class Keycloak implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Path REALM = Path.of("..", "docs", "examples", "keycloak", "mien-realm.json");

    /** What Keycloak's own start script passes; the server is started as it was shipped, without building it anew. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dkc.config.built=true");

    private final Guarded process;
    private final int port;
    private final SelfMade certificate;

    private Keycloak(Guarded process, int port, SelfMade certificate) {
        this.process = process;
        this.port = port;
        this.certificate = certificate;
    }

    /**
     * Returns when the realm is there.
     *
     * @param folder for its certificate, log and process id
     * @param values of the realm's placeholders
     */
    static Keycloak start(Path folder, int port, Map<String, String> values) throws Exception {
        Path home = unpacked();
        Files.createDirectories(home.resolve("data/import"));
        Files.copy(REALM, home.resolve("data/import/mien-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        SelfMade certificate = SelfMade.in(folder);
        Map<String, String> environment = new HashMap<>(values);
        environment.put("KC_HTTPS_KEY_STORE_PASSWORD", SelfMade.PASSWORD);
        Command command = new Command(
                "keycloak",
                line(home, port, certificate),
                environment,
                folder.resolve("keycloak.log"),
                "TERM",
                GRACE,
                Optional.empty());
        Keycloak keycloak = new Keycloak(new Guard(folder).start(command), port, certificate);
        keycloak.awaitReady();
        return keycloak;
    }

    private static Path unpacked() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("target", "keycloak"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("lib/quarkus")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Keycloak is not unpacked: run the tests by Maven."))
                    .toAbsolutePath();
        }
    }

    private static List<String> line(Path home, int port, SelfMade certificate) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM);
        line.addAll(List.of("-Dkc.home.dir=" + home, "-Djboss.server.config.dir=" + home.resolve("conf")));
        line.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
        line.addAll(List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--import-realm"));
        line.addAll(List.of("--db=dev-mem", "--cache=local", "--http-host=" + Loopback.HOST));
        line.addAll(List.of("--https-port=" + port, "--hostname=https://" + Loopback.HOST + ":" + port));
        line.add("--https-key-store-file=" + certificate.keyStore());
        return line;
    }

    private void awaitReady() throws IOException, GeneralSecurityException {
        try (HttpClient client = client()) {
            HttpRequest question = HttpRequest.newBuilder(
                            java.net.URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Awaitility.await()
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(250))
                    .failFast("it has ended", () -> !process.isAlive())
                    .ignoreExceptionsMatching(IOException.class::isInstance)
                    .until(() -> client.send(question, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        } catch (RuntimeException e) {
            close();
            throw new IllegalStateException("Keycloak did not come up.\n" + process.logTail(), e);
        }
    }

    String issuer() {
        return "https://" + Loopback.HOST + ":" + port + "/realms/mien";
    }

    /** Whom a service's client may ask tokens for, by the realm. */
    static List<String> calleesOf(String client) throws IOException {
        return JsonPath.from(Files.readString(REALM))
                .getList("clients.find { it.clientId == '" + client + "' }.optionalClientScopes");
    }

    /** The certificate, for whoever shall trust this server. */
    Path pem() {
        return certificate.pem();
    }

    /** Follows no redirect, keeps cookies, and trusts this server alone. */
    HttpClient client() throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(certificate.trust())
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public void close() {
        process.stop();
    }
}
