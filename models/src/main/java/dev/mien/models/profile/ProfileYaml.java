package dev.mien.models.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.mien.models.profile.Profile.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    record Role(String file, Digest sha256, Extract source, Conversion convert) {}

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
        List<Artifact> artifacts = new ArrayList<>();
        roles.values()
                .forEach(role ->
                        artifacts.add(new Artifact(name, role.file(), role.sha256(), role.source(), role.convert())));
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
        return new Profile(name, card.title(), sources, artifacts, documents);
    }
}
