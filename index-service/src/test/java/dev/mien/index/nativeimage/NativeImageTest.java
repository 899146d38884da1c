package dev.mien.index.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NativeImageTest {
    private static final String FOLDER = "/META-INF/native-image/dev.mien/mien-index-service/";
    private static final Pattern ONNX_CLASS = Pattern.compile("\0ai/onnxruntime/(\\w+)(?=\0)");

    // Broken by: a version of ONNX Runtime that looks up one class more, and by an entry missing from jni-config.json.
    @Test
    void everyClassThatOnnxRuntimeLooksUpMayBeLookedUp() throws IOException {
        String library = new String(
                read(OrtEnvironment.class, "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"),
                StandardCharsets.ISO_8859_1);

        List<String> lookedUp = ONNX_CLASS
                .matcher(library)
                .results()
                .map(found -> "ai.onnxruntime." + found.group(1))
                .toList();

        assertThat(lookedUp).contains("ai.onnxruntime.OnnxTensor", "ai.onnxruntime.OrtException");
        assertThat(names("jni-config.json")).containsAll(lookedUp);
    }

    // Broken by: a misspelt class, or one that an upgrade took away. The builder would pass over it with a warning.
    @Test
    void everyClassThatIsNamedExists() throws Exception {
        List<String> named = new ArrayList<>(names("jni-config.json"));
        named.addAll(names("reflect-config.json"));
        named.addAll(atRunTime().stream()
                .filter(name -> name.startsWith("dev.mien."))
                .toList());

        assertThat(named).hasSizeGreaterThan(10);
        for (String name : named) {
            String type = name.replace("[]", "");
            assertThat(Class.forName(type, false, getClass().getClassLoader())).isNotNull();
        }
    }

    // Broken by: removing one of these; the builder would load a native library, or seed a generator for everybody.
    @Test
    void whatMustNotBeInTheExecutableStartsWithIt() throws IOException {
        assertThat(atRunTime())
                .contains(
                        "ai.onnxruntime",
                        "org.bytedeco",
                        "dev.mien.index.inference.OnnxEnvironment$Holder",
                        "dev.mien.index.vault.Randomness$Lazy");
    }

    private static List<String> atRunTime() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = NativeImageTest.class.getResourceAsStream(FOLDER + "native-image.properties")) {
            properties.load(in);
        }
        String option = "--initialize-at-run-time=";
        assertThat(properties.getProperty("Args")).startsWith(option);
        return List.of(properties.getProperty("Args").substring(option.length()).split(",", -1));
    }

    private static TreeSet<String> names(String file) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode entry : new ObjectMapper().readTree(read(NativeImageTest.class, FOLDER + file))) {
            names.add(entry.path("name").asText());
        }
        return names;
    }

    private static byte[] read(Class<?> beside, String resource) throws IOException {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }
}
