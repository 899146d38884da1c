package dev.mien.system.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.stack.layout.Part;
import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The curl lines of README.md and docs/api.md, as they stand there, but for the address of the gateway. Broken by: a
 * line that a reader could not type, or a route, header or member that is no longer called so.
 */
class DocumentedCallsTest {
    private static final Path ROOT = RunningSuite.repository();

    @TempDir
    Path folder;

    private final Suite suite = RunningSuite.get();

    @BeforeEach
    void layOutWhatAReaderHas() throws Exception {
        assumeTrue(ShellBlocks.knows("curl"), "the documents call by curl, and this machine has none");
        SamplePhotos photos = RunningSuite.samples();
        Files.write(folder.resolve("face.jpg"), photos.anna().bytes());
        Files.write(folder.resolve("again.jpg"), photos.annaAgain().bytes());
        Files.write(folder.resolve("face2.jpg"), photos.annaAgain().bytes());
        Path mien =
                Files.writeString(folder.resolve("mien"), "#!/bin/sh\nexec '" + ROOT.resolve("mien") + "' \"$@\"\n");
        assertThat(mien.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theLinesOfTheReadmeEnrollRecognizeAndErase() throws Exception {
        assumeTrue(ShellBlocks.knows("jq"), "the README reads answers by jq, and this machine has none");
        String block = ShellBlocks.of(ROOT.resolve("README.md"), "## Five lines of curl")
                .getFirst();

        String said = new ShellBlocks(folder).run(here(block, "localhost:7400"), home());

        String printed = "[" + said.replace("}{", "},{").replace("}\n{", "},{") + "]";
        JsonPath answers = JsonPath.from(printed);
        assertThat(answers.getInt("[0].payload.user")).as(said).isEqualTo(7);
        assertThat(answers.getString("[1].status")).as(said).isIn("completed", "in_progress");
    }

    @Test
    void theLinesOfTheApiDocumentDoWhatItSays() throws Exception {
        Iterator<String> blocks =
                ShellBlocks.of(ROOT.resolve("docs/api.md"), "# The API").iterator();
        Reader reader = new Reader();
        reader.knows("TOKEN", suite.oidc().tokens().forPerson("owner", List.of("owner"), "local"));

        reader.knows("APP", reader.types(blocks.next()).getString("applicationId"));
        reader.knows("KEY", reader.types(blocks.next()).getString("apiKey"));
        String opening = blocks.next();
        reader.knows("SESSION", reader.types(opening).getString("token"));
        JsonPath enrolled = reader.types(blocks.next());
        reader.knows("FACIAL_ID", enrolled.getString("facialId"));
        reader.knows(
                "SESSION",
                reader.types(opening.replace("enroll", "authenticate")).getString("token"));
        JsonPath recognized = reader.types(blocks.next());
        reader.knows("RESULT", recognized.getString("resultToken"));
        reader.knows(
                "SESSION",
                reader.types(opening.replace("enroll", "authenticate")).getString("token"));
        JsonPath amongSome = reader.types(blocks.next());
        String atTheBackend = reader.said(blocks.next());
        String looked = reader.said(blocks.next());

        assertThat(recognized.getString("facialId")).isEqualTo(enrolled.getString("facialId"));
        assertThat(amongSome.getString("facialId")).isEqualTo(enrolled.getString("facialId"));
        assertThat(atTheBackend)
                .contains(
                        "\"confirmedAt\"",
                        "\"items\"",
                        "\"lastUsedAt\"",
                        "\"paused\"",
                        "\"occasions\":2",
                        "\"occasions\":1",
                        "HTTP/1.1 20",
                        "\"erasureId\"")
                .doesNotContain("urn:mien:problem");
        assertThat(looked)
                .contains("\"similarity\"", "\"confidence\"", "\"faces\"", "\"unavailable\"")
                .doesNotContain("urn:mien:problem");
        assertThat(blocks.hasNext()).isFalse();
    }

    @Test
    void theLinesOnImportsDoWhatTheySay() throws Exception {
        Application application = RunningSuite.mien().createApplication(Map.of("imports", true));
        Iterator<String> blocks =
                ShellBlocks.of(ROOT.resolve("docs/imports.md"), "# Imports").iterator();
        Reader reader = new Reader();
        reader.knows("KEY", application.apiKey());

        JsonPath opened = reader.types(blocks.next());
        reader.knows("IMPORT", opened.getString("importId"));
        JsonPath batch = reader.types(blocks.next());
        JsonPath missing = reader.types(blocks.next());
        String ending = reader.said(blocks.next());

        assertThat(opened.getString("liveness")).isEqualTo("none");
        assertThat(batch.getList("lines.outcome")).containsExactly("enrolled", "refused");
        assertThat(batch.getString("lines[1].code")).isEqualTo("FACE_DUPLICATION");
        assertThat(missing.getList("missing")).containsExactly("staff-4713");
        assertThat(ending)
                .contains("\"enrolled\":1", "\"refused\":1", "staff-4711", "\"state\":\"finished\"")
                .doesNotContain("urn:mien:problem");
        assertThat(blocks.hasNext()).isFalse();
    }

    /** Somebody at a shell who remembers what was answered. */
    private final class Reader {
        private final Map<String, String> variables = new HashMap<>(Map.of("GATEWAY", suite.url(Part.GATEWAY)));

        void knows(String variable, String value) {
            variables.put(variable, value);
        }

        String said(String block) throws IOException, InterruptedException {
            return new ShellBlocks(folder).run(here(block, "127.0.0.1:7400"), variables);
        }

        JsonPath types(String block) throws IOException, InterruptedException {
            String said = said(block);
            assertThat(said).as(block).doesNotContain("urn:mien:problem");
            return JsonPath.from(said);
        }
    }

    private String here(String block, String documented) {
        return block.replace(documented, suite.url(Part.GATEWAY).replace("http://", ""));
    }

    private Map<String, String> home() {
        return Map.of("MIEN_HOME", suite.config().home().root().toString());
    }
}
