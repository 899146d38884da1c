package dev.mien.stack.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    @TempDir
    Path directory;

    // Fails when files are made with the umask's mode.
    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        var ring = new KeyRing(directory.resolve("keys"));

        ring.requestContextKeys();
        ring.ledgerHashKey();
        ring.consoleOwner();

        assertThat(Files.getPosixFilePermissions(directory.resolve("keys")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(directory.resolve("keys"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void aSecondStartFindsTheSameOnes() throws IOException {
        var first = new KeyRing(directory);
        var key = Files.readString(first.signingKey("auth-service"));
        var password = first.databasePassword("mien_auth").reveal();

        var second = new KeyRing(directory);

        assertThat(Files.readString(second.signingKey("auth-service"))).isEqualTo(key);
        assertThat(second.databasePassword("mien_auth").reveal()).isEqualTo(password);
    }

    @Test
    void aKeyringIsAVersionAnd256Bits() throws IOException {
        var words =
                Files.readString(new KeyRing(directory).ledgerHashKey()).strip().split(" ", -1);

        assertThat(words[0]).isEqualTo("1");
        assertThat(Base64.getDecoder().decode(words[1])).hasSize(32);
    }

    @Test
    void thePublicSetHoldsNoPrivateHalf() throws IOException {
        var set = Files.readString(new KeyRing(directory).requestContextKeys());

        assertThat(set).contains("\"n\"").contains("\"kid\"").doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    // Fails when two may make one key: the gateway would sign by a key that nobody was told of.
    @Test
    void whoeverAsksAtTheSameTimeGetsTheSameKey() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var asked = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return Files.readString(new KeyRing(directory).requestContextKey());
                    }))
                    .toList();
            start.countDown();
            var keys = new HashSet<String>();
            for (var key : asked) {
                keys.add(key.get());
            }

            assertThat(keys).hasSize(1);
        }
    }

    // Fails when only the kind of key that is made now can be read: a stack of an earlier version would not start.
    @Test
    void aKeyThatIsAlreadyThereIsKeptWhateverItsKind() throws IOException {
        var ring = new KeyRing(directory);
        Files.writeString(
                directory.resolve("request-context.jwk"), SigningKey.generate().toJSONString());

        var set = Files.readString(ring.requestContextKeys());

        assertThat(set).contains("\"x\"").contains("\"kid\"").doesNotContain("\"d\"");
    }

    @Test
    void aSecretPrintsNothingOfItself() {
        var secret = Secret.randomPassword();

        assertThat(secret).hasToString("[REDACTED]");
    }
}
