package dev.mien.index.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures of our own are right where AWS has published what is right. */
class SignatureTest {
    @Test
    void theSimplestRequestOfThePublishedSuiteHasItsPublishedSignature() {
        Signature suite =
                new Signature("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");

        String signature = suite.of(
                "GET",
                Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"),
                List.of("host", "x-amz-date"),
                "20150830T123600Z",
                Signature.sha256(new byte[0]));

        // "get-vanilla". Breaks for any other order of lines, names, or steps of the key.
        assertThat(signature).isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }
}
