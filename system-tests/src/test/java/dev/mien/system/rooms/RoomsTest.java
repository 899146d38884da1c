package dev.mien.system.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, over the compiled classes of every module. */
class RoomsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Folder of each service, and its package. */
    private static final Map<String, String> SERVICES = Map.of(
            "gateway", "dev.mien.gateway..",
            "enrollment-service", "dev.mien.enrollment..",
            "auth-service", "dev.mien.auth..",
            "index-service", "dev.mien.index..",
            "deletion-service", "dev.mien.deletion..");

    private static JavaClasses everything;

    @BeforeAll
    static void readClasses() {
        List<Path> folders = java.util.stream.Stream.concat(
                        SERVICES.keySet().stream().map(ROOT::resolve),
                        java.util.stream.Stream.of(ROOT.resolve("libs/contracts"), ROOT.resolve("libs/platform")))
                .map(module -> module.resolve("target/classes"))
                .toList();
        assertThat(folders)
                .allSatisfy(folder -> assertThat(Files.isDirectory(folder)).isTrue());
        everything = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void noServiceKnowsAnother() {
        SERVICES.forEach((folder, service) -> {
            String[] others = SERVICES.values().stream()
                    .filter(other -> !other.equals(service))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("a service depends on libs/ and never on another service")
                    .check(everything);
        });
    }

    @Test
    void contractsDependOnNothing() {
        classes()
                .that()
                .resideInAPackage("dev.mien.contracts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.mien.contracts..", "java..")
                .check(everything);
    }

    @Test
    void thePlatformKnowsNoService() {
        noClasses()
                .that()
                .resideInAPackage("dev.mien.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.values().toArray(String[]::new))
                .check(everything);
    }

    @Test
    void onlyInferenceSpeaksToOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.mien.index.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(everything);
    }

    @Test
    void onlyTheRekognitionEngineSpeaksToAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.mien.index.rekognition..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(everything);
    }

    @Test
    void onlyVaultAndPlatformCryptoEncrypt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.mien.index.vault..", "dev.mien.platform.crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(everything);
    }

    /** What only some machines can load is loaded by name: nothing else may lead there. */
    @Test
    void onlyTheVectorKernelNeedsTheVectorModule() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("VectorKernel")
                .and()
                .resideOutsideOfPackage("dev.mien.index.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("VectorKernel")
                .check(everything);
    }

    /** Each stage of the pipeline knows only those before it. */
    @Test
    void facesPassThroughThePipelineInOrder() {
        List<String> stages =
                List.of("intake", "detect", "quality", "liveness", "align", "embed", "vault", "gallery", "search");
        for (int stage = 0; stage < stages.size(); stage++) {
            String[] later = stages.subList(stage + 1, stages.size()).stream()
                    .map(name -> "dev.mien.index." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.mien.index." + stages.get(stage) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(everything);
            }
        }
    }

    /** C5: nothing that handles an upload can make a file of it. */
    @Test
    void uploadsKnowNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.mien.platform.multipart..", "dev.mien.index.intake..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.FileOutputStream")
                .check(everything);
    }
}
