package dev.mien.models.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.regex.Pattern;

/** Where an upstream file comes from, and by which hash it is known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Source.Npm.class, name = "npm"),
    @JsonSubTypes.Type(value = Source.Url.class, name = "url")
})
public sealed interface Source {

    /** The file's name in a mirror. */
    String fileName();

    /** What to call it in a message. */
    String title();

    Digest digest();

    /**
     * A package archive of npm's registry, whichever the machine's npm client uses.
     *
     * @param name the package, with its scope
     * @param integrity as npm writes it: {@code sha512-} and Base64
     */
    record Npm(
            @com.fasterxml.jackson.annotation.JsonProperty("package")
            String name,

            String version,
            Digest integrity) implements Source {

        // Both go to npm's command line: nothing that could be an option, a path or an address.
        private static final Pattern NAME = Pattern.compile("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*");
        private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+");

        public Npm {
            Checks.matches(NAME, name, "package");
            Checks.matches(VERSION, version, "version");
            Checks.present(integrity, "integrity");
        }

        @Override
        public String fileName() {
            return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
        }

        @Override
        public String title() {
            return name + " " + version;
        }

        @Override
        public Digest digest() {
            return integrity;
        }
    }

    /** A file at an address. */
    record Url(URI url, Digest sha256) implements Source {

        public Url {
            Checks.present(url, "url");
            Checks.present(sha256, "sha256");
            if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
                throw new InvalidProfile("url: %s is not an address of the web".formatted(url));
            }
            Checks.plainFileName(lastPart(url), "url");
        }

        @Override
        public String fileName() {
            return lastPart(url);
        }

        @Override
        public String title() {
            return url.toString();
        }

        @Override
        public Digest digest() {
            return sha256;
        }

        private static String lastPart(URI url) {
            String path = url.getPath() == null ? "" : url.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
