package dev.mien.models.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.mien.models.profile.Profile.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a profile's YAML that concern obtaining its files; the others are passed over. */
record ProfileYaml(
        String name,
        Card card,
        LinkedHashMap<String, Role> roles,
        String calibration,
        Map<String, Source> sources,
        Optional<Samples> samples) {

    /** Where photos go, for all profiles: they are the same people whichever models look at them. */
    private static final String SAMPLES_FOLDER = "samples";

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Card(String title) {}

    record Role(String borrow, String file, Digest sha256, Extract source, Conversion convert) {}

    record Samples(String from, List<Sample> files) {}

    record Sample(String file, String member, Digest sha256) {}

    /**
     * @param yaml the profile
     * @param neighbour answers the content of a file that the profile names
     */
    static Profile read(byte[] yaml, Function<String, byte[]> neighbour) {
        try {
            ProfileYaml fields = MAPPER.readValue(yaml, ProfileYaml.class);
            return fields.toProfile(yaml, neighbour);
        } catch (JsonProcessingException unreadable) {
            throw new InvalidProfile(unreadable.getOriginalMessage(), unreadable);
        } catch (java.io.IOException impossible) {
            throw new InvalidProfile("the profile cannot be read", impossible);
        }
    }

    private Profile toProfile(byte[] yaml, Function<String, byte[]> neighbour) {
        Checks.plainFileName(name, "name");
        Checks.present(card, "card");
        Checks.present(roles, "roles");
        Checks.present(sources, "sources");
        List<Artifact> artifacts = new ArrayList<>(models());
        samples.ifPresent(photos -> photos.files()
                .forEach(photo -> artifacts.add(new Artifact(
                        SAMPLES_FOLDER,
                        photo.file(),
                        photo.sha256(),
                        Extract.member(photos.from(), photo.member()),
                        new Conversion.None()))));
        Checks.plainFileName(calibration, "calibration");
        List<Document> documents =
                List.of(new Document(calibration, neighbour.apply(calibration)), new Document(name + ".yaml", yaml));
        Set<String> borrowed = roles.values().stream()
                .map(Role::borrow)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Profile(name, card.title(), borrowed, sources, artifacts, documents);
    }

    /** One for each file: two roles may look through the same network. */
    private Collection<Artifact> models() {
        Map<String, Artifact> byFile = new LinkedHashMap<>();
        for (Role role : roles.values()) {
            if (role.borrow() == null) {
                Artifact artifact = new Artifact(name, role.file(), role.sha256(), role.source(), role.convert());
                Artifact other = byFile.putIfAbsent(role.file(), artifact);
                if (other != null && !other.equals(artifact)) {
                    throw new InvalidProfile("%s is described in two ways".formatted(role.file()));
                }
            }
        }
        return byFile.values();
    }
}
