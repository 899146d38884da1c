package dev.mien.models.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The profiles that come with Mien: the files of the folder {@code models/profiles}, inside the program. */
public final class Profiles {

    private static final String FOLDER = "/profiles/";
    /** The names of all profiles, one a line: a program cannot list what is inside it. */
    private static final String INDEX = "index";

    private Profiles() {}

    public static List<String> names() {
        return new String(content(INDEX), StandardCharsets.UTF_8).lines().toList();
    }

    /** @throws InvalidProfile if the profile says what cannot be */
    public static Optional<Profile> named(String name) {
        return names().contains(name)
                ? Optional.of(ProfileYaml.read(content(name + ".yaml"), Profiles::content))
                : Optional.empty();
    }

    private static byte[] content(String file) {
        try (InputStream in = Profiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new InvalidProfile("the file %s is missing beside the profile".formatted(file));
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a file of this program cannot be read", unreadable);
        }
    }
}
