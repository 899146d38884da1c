package dev.mien.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Services;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where no native executable is built, this keeps JSON whole in those that are built elsewhere. */
class ContractsReflectionTest {

    // Broken by: a new record or enum in libs/contracts that ContractsReflection does not name.
    @Test
    void everyShapeOfTheContractsIsRegistered() throws Exception {
        List<Class<?>> shapes = contracts();

        assertThat(shapes).hasSizeGreaterThan(40);
        assertThat(ContractsReflection.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets())
                .containsExactlyInAnyOrderElementsOf(shapes);
    }

    private static List<Class<?>> contracts() throws IOException, URISyntaxException {
        Path location = Path.of(Services.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(location)) {
            return shapes(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return shapes(jar.getPath("/"));
        }
    }

    private static List<Class<?>> shapes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .<Class<?>>map(ContractsReflectionTest::load)
                    .filter(type -> type.isRecord() || type.isEnum())
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
