package dev.mien.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md against the settings that the services read. */
class SettingsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> MODULES = List.of(
            "libs/platform", "gateway", "enrollment-service", "auth-service", "index-service", "deletion-service");

    /** Which service is the ledger itself is nobody's to set. */
    private static final String OURS = "mien.ledger.follow";

    /** The page gives their defaults as a range of ports. */
    private static final String ADDRESSES = "mien.services.";

    private static final String NAME = "mien(?:\\.[a-z-]+)+";
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"(" + NAME + ")\"");
    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(name = (?:\"(" + NAME + ")\"|(\\w+))(?:, defaultValue = \"([^\"]*)\")?");
    private static final Pattern EXPRESSION = Pattern.compile("\\{(" + NAME + ")");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"(" + NAME + ")\"\\)");
    private static final Pattern MEMBER =
            Pattern.compile("(?:@WithDefault\\(\"([^\"]*)\"\\)\\s+)?[\\w<>]+ (\\w+)\\(\\);");
    private static final Pattern SAID = Pattern.compile("`(" + NAME + "|\\.[a-z-]+)`");

    /** By name; empty where there is no default. */
    private final Map<String, String> read = new TreeMap<>();

    // Breaks when a setting is added, renamed or taken out, or has another default, and operators are not told.
    @Test
    void eachIsOnThePageWithItsDefault() throws IOException {
        for (String module : MODULES) {
            files(module, ".java").forEach(this::source);
            files(module, ".properties").forEach(this::properties);
        }
        read.remove(OURS);
        Map<String, String> page = page();

        assertThat(page.keySet()).containsExactlyInAnyOrderElementsOf(read.keySet());
        read.forEach((setting, value) -> {
            if (!value.isEmpty() && !setting.startsWith(ADDRESSES)) {
                assertThat(page.get(setting)).as(setting).contains("`" + value + "`");
            }
        });
    }

    private void source(Path file) {
        String text = text(file);
        Map<String, String> constants = new HashMap<>();
        CONSTANT.matcher(text).results().forEach(found -> constants.put(found.group(1), found.group(2)));
        INJECTED.matcher(text).results().forEach(found -> {
            String name = found.group(1) == null ? constants.get(found.group(2)) : found.group(1);
            if (name != null) {
                known(name, found.group(3));
            }
        });
        EXPRESSION.matcher(text).results().forEach(found -> known(found.group(1), null));
        MAPPING.matcher(text)
                .results()
                .forEach(mapping -> MEMBER.matcher(text)
                        .results()
                        .forEach(member -> known(mapping.group(1) + "." + dashed(member.group(2)), member.group(1))));
    }

    private void properties(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(file)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        properties.forEach((name, value) -> {
            if (name.toString().startsWith("mien.")) {
                known(name.toString(), value.toString());
            }
            EXPRESSION.matcher(value.toString()).results().forEach(found -> known(found.group(1), null));
        });
    }

    private void known(String setting, String value) {
        read.merge(setting, value == null ? "" : value, (one, other) -> one.isEmpty() ? other : one);
    }

    /** The rows of the page, by setting; {@code .that} beside {@code a.this} is {@code a.that}. */
    private static Map<String, String> page() {
        Map<String, String> rows = new TreeMap<>();
        for (String row : text(ROOT.resolve("docs/configuration.md")).lines().toList()) {
            if (!row.startsWith("| `")) {
                continue;
            }
            String before = "";
            for (var name : SAID.matcher(row.split("\\|", -1)[1]).results().toList()) {
                String said = name.group(1);
                before = said.startsWith(".") ? before.substring(0, before.lastIndexOf('.')) + said : said;
                rows.put(before, row);
            }
        }
        return rows;
    }

    private static String dashed(String member) {
        return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Path> files(String module, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
