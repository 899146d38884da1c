package dev.mien.models.install;

import static java.util.Objects.requireNonNull;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.fetch.Archive;
import dev.mien.models.fetch.Unavailable;
import dev.mien.models.fetch.Upstream;
import dev.mien.models.install.Installation.State;
import dev.mien.models.profile.Artifact;
import dev.mien.models.profile.Extract;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profile.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Completes an installation. What is there and right is left alone, so an interrupted run goes on where it stopped; a
 * source is fetched only for files that are missing. The profile itself is written last: where it lies, its models
 * lie.
 */
public final class Installer {

    private final Upstream upstream;
    private final Consumer<String> progress;

    public Installer(Upstream upstream, Consumer<String> progress) {
        this.upstream = requireNonNull(upstream);
        this.progress = requireNonNull(progress);
    }

    /**
     * @param all true to obtain every file again
     * @return how many files were written
     * @throws Unavailable if a file cannot be had; those that could are installed
     */
    public int complete(Profile profile, Installation installation, boolean all) throws Unavailable, IOException {
        if (!all && installation.look().stream().allMatch(found -> found.state() == State.RIGHT)) {
            return 0;
        }
        try (Workshop workshop = Workshop.open(installation.folder())) {
            int written = 0;
            for (Map.Entry<String, List<Artifact>> entry :
                    missing(profile, installation, all).entrySet()) {
                written += obtain(profile, entry.getKey(), entry.getValue(), installation, workshop);
            }
            for (Document document : profile.documents()) {
                if (all || installation.state(document) != State.RIGHT) {
                    workshop.put(installation.path(document), document.content());
                    written++;
                }
            }
            return written;
        }
    }

    private static Map<String, List<Artifact>> missing(Profile profile, Installation installation, boolean all)
            throws IOException {
        Map<String, List<Artifact>> bySource = new LinkedHashMap<>();
        for (Artifact artifact : profile.artifacts()) {
            if (all || installation.state(artifact) != State.RIGHT) {
                bySource.computeIfAbsent(artifact.source().from(), _ -> new ArrayList<>())
                        .add(artifact);
            }
        }
        return bySource;
    }

    private int obtain(
            Profile profile, String source, List<Artifact> artifacts, Installation installation, Workshop workshop)
            throws Unavailable, IOException {
        Path file = upstream.obtain(profile.sources().get(source), workshop.folder());
        Map<String, byte[]> parts = parts(file, artifacts);
        for (Artifact artifact : artifacts) {
            byte[] content = finished(artifact, parts, description(profile, artifact, workshop));
            workshop.put(installation.path(artifact), content);
            progress.accept("  %s/%s, %,d bytes".formatted(artifact.folder(), artifact.file(), content.length));
        }
        return artifacts.size();
    }

    private byte[] description(Profile profile, Artifact artifact, Workshop workshop) throws Unavailable, IOException {
        Optional<String> source = artifact.source().describedBy();
        return source.isEmpty()
                ? new byte[0]
                : Files.readAllBytes(upstream.obtain(profile.sources().get(source.get()), workshop.folder()));
    }

    private static Map<String, byte[]> parts(Path file, List<Artifact> artifacts) throws Unavailable, IOException {
        Set<String> members = new HashSet<>();
        for (Artifact artifact : artifacts) {
            members.add(artifact.source().part());
            artifact.source().manifest().ifPresent(members::add);
        }
        return members.equals(Set.of(Extract.WHOLE_FILE))
                ? Map.of(Extract.WHOLE_FILE, Files.readAllBytes(file))
                : Archive.read(file, members);
    }

    private static byte[] finished(Artifact artifact, Map<String, byte[]> parts, byte[] description)
            throws Unavailable {
        byte[] content;
        try {
            content = Conversions.finish(artifact, parts, description);
        } catch (UnsuitableModel unsuitable) {
            throw new Unavailable(
                    "%s could not be made: %s.".formatted(artifact.file(), unsuitable.getMessage()), unsuitable);
        }
        if (!artifact.sha256().matches(content)) {
            throw new Unavailable("""
                    %s came out with another hash than the profile names, so it was not installed.
                      expected %s
                      found    %s
                    The converter and the profile of this version do not belong together: please report it.\
                    """.formatted(
                    artifact.file(), artifact.sha256(), artifact.sha256().of(content)));
        }
        return content;
    }
}
