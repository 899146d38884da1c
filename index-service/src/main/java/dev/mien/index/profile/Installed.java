package dev.mien.index.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The profiles of a models directory. */
public final class Installed {
    private Installed() {}

    /**
     * By name, those whose folder has a profile of its name: the model tool writes that file last.
     *
     * @throws ProfileException when there is none; the message says what to do
     */
    public static List<String> names(Path models) {
        try (Stream<Path> folders = Files.isDirectory(models) ? Files.list(models) : Stream.empty()) {
            List<String> names = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> ModelProfile.NAME.matcher(name).matches())
                    .filter(name -> Files.isRegularFile(models.resolve(name).resolve(name + ".yaml")))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw new ProfileException("There is no model profile in " + models
                        + " (mien.models.directory); ./mien models pull standard installs one");
            }
            return names;
        } catch (IOException unreadable) {
            throw new ProfileException(models + " cannot be read", unreadable);
        }
    }
}
