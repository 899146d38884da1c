package dev.mien.models.fetch;

import static java.util.Objects.requireNonNull;

import dev.mien.models.profile.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The one way to an upstream file: the mirror first, then where the source says. */
public final class Upstream {

    /** The environment variable that names the mirror. */
    public static final String MIRROR = "MIEN_MODELS_MIRROR";

    private final Optional<Path> mirror;
    private final NpmClient npm;
    private final Download download;
    private final Consumer<String> progress;

    /**
     * @param mirror a folder of upstream files under their own names (for packages, the name of the archive that
     *     {@code npm pack} makes), for machines that reach no registry
     * @param progress takes a line for each thing that may take longer than two seconds
     */
    public Upstream(Optional<Path> mirror, NpmClient npm, Download download, Consumer<String> progress) {
        this.mirror = requireNonNull(mirror);
        this.npm = requireNonNull(npm);
        this.download = requireNonNull(download);
        this.progress = requireNonNull(progress);
    }

    /**
     * @param into an empty folder that the caller removes
     * @return a file with the source's hash; it may lie in the mirror
     * @throws Unavailable if there is none, or it has another hash
     */
    public Path obtain(Source source, Path into) throws Unavailable, IOException {
        Optional<Path> mirrored =
                mirror.map(folder -> folder.resolve(source.fileName())).filter(Files::isRegularFile);
        Path file;
        if (mirrored.isPresent()) {
            progress.accept("Taking %s from the mirror".formatted(source.fileName()));
            file = mirrored.get();
        } else {
            progress.accept("Fetching " + source.title());
            file = switch (source) {
                case Source.Npm each -> npm.pack(each, into);
                case Source.Url each -> download.fetch(each, into);
            };
        }
        requireHash(source, file);
        return file;
    }

    private static void requireHash(Source source, Path file) throws Unavailable, IOException {
        if (!source.digest().matches(file)) {
            throw new Unavailable("""
                    %s has another hash than the profile names, so it was not used.
                      expected %s
                      found    %s
                    Somebody between here and its authors changed it, or a download was damaged: try again, and if it stays so, tell us.\
                    """.formatted(
                            source.title(), source.digest(), source.digest().of(file)));
        }
    }
}
