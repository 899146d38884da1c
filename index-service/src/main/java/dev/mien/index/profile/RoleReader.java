package dev.mien.index.profile;

import dev.mien.index.intake.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one role of a profile. */
final class RoleReader {
    private RoleReader() {}

    /** @param folder where its model lies */
    static Role read(Fields role, Path folder) {
        try {
            return new Role(
                    role.path(),
                    ProfileReader.inside(folder, role.at("file").text()),
                    role.at("sha256").text(),
                    role.at("licence").text(),
                    input(role.at("input")),
                    role.at("outputs").map(RoleReader::output),
                    role.has("decoder") ? decoder(role.at("decoder")) : new Decoder.Plain(),
                    role.has("crop") ? Optional.of(crop(role.at("crop"))) : Optional.empty(),
                    role.has("mirror") && role.at("mirror").flag(),
                    genders(role));
        } catch (IllegalArgumentException invalid) {
            throw new ProfileException(role.path() + ": " + invalid.getMessage(), invalid);
        }
    }

    private static Input input(Fields input) {
        String colours = input.at("colours").text();
        if (!colours.equals("BGR") && !colours.equals("RGB")) {
            throw new ProfileException(input.path() + ".colours should be RGB or BGR, not " + colours);
        }
        List<Float> mean = input.at("mean").list(value -> (float) value.number());
        List<Float> scale = input.at("scale").list(value -> (float) value.number());
        return new Input(
                input.at("name").text(),
                input.at("width").whole(),
                input.at("height").whole(),
                new Tone(colours.equals("BGR"), mean, scale));
    }

    private static Output output(Fields output) {
        List<Integer> sides = output.at("shape").list(side -> side.node().isInt() ? side.whole() : 0);
        boolean perImage = !sides.isEmpty() && sides.getFirst() == 0;
        return new Output(output.at("name").text(), perImage ? sides.subList(1, sides.size()) : sides, perImage);
    }

    private static Decoder decoder(Fields decoder) {
        String kind = decoder.at("kind").text();
        return switch (kind) {
            case "mesh" -> new Decoder.Mesh(decoder.at("minPresence").number());
            case "classes" -> new Decoder.Classes(decoder.at("live").whole());
            case "blazeface", "yunet", "scrfd", "retinaface" ->
                boxes(BoxDecoder.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), decoder);
            default ->
                throw new ProfileException(decoder.path() + ".kind is " + kind
                        + "; known are blazeface, yunet, scrfd, retinaface, mesh, classes");
        };
    }

    private static BoxDecoder boxes(BoxDecoder.Kind kind, Fields decoder) {
        return new BoxDecoder(
                kind,
                decoder.at("anchors").list(RoleReader::layer),
                decoder.at("points").list(Fields::text),
                decoder.at("minScore").number(),
                decoder.at("overlap").number());
    }

    private static BoxDecoder.Layer layer(Fields layer) {
        List<Double> sizes = layer.has("sizes") ? layer.at("sizes").list(Fields::number) : List.of();
        return new BoxDecoder.Layer(
                layer.at("stride").whole(),
                sizes.isEmpty() ? layer.at("perCell").whole() : sizes.size(),
                sizes);
    }

    /** Both or neither: an output whose order nobody says would be told the wrong way round. */
    private static Optional<Genders> genders(Fields role) {
        if (!role.has("genders") && !role.at("outputs").has("genders")) {
            return Optional.empty();
        }
        Fields genders = role.at("genders");
        List<String> order = genders.at("order").list(Fields::text);
        if (order.size() != Genders.CLASSES || !order.containsAll(List.of(Genders.MALE, Genders.FEMALE))) {
            throw new ProfileException(
                    genders.path() + ".order should be [male, female] or [female, male], not " + order);
        }
        if (output(role.at("outputs").at("genders")).floats() != Genders.CLASSES) {
            throw new ProfileException(role.path() + ".outputs.genders should hold two probabilities for each image");
        }
        return Optional.of(new Genders(
                order.indexOf(Genders.MALE), genders.at("minConfidence").number()));
    }

    private static Crop crop(Fields crop) {
        boolean box = crop.has("shape") && crop.at("shape").text().equals("box");
        return new Crop(
                crop.at("enlarge").number(),
                crop.has("level") ? crop.at("level").list(Fields::text) : List.of(),
                box ? Crop.Shape.BOX : Crop.Shape.SQUARE,
                crop.has("inside") && crop.at("inside").flag());
    }
}
