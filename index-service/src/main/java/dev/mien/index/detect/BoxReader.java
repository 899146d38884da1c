package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what one family of detectors answers. For one thread at a time. */
interface BoxReader {

    /** All that reaches the profile's score, in pixels of the detector's input, not yet merged. */
    List<Detection> read();

    /**
     * @param lane of that role, with all outputs of {@link #outputs}
     * @throws IllegalArgumentException when the outputs are not such as the kind has, naming the one
     */
    static BoxReader of(Role role, Lane lane) {
        BoxDecoder decoder = decoder(role);
        return switch (decoder.kind()) {
            case BLAZEFACE -> new BlazeFaceReader(role, decoder, lane);
            case YUNET -> new YunetReader(role, decoder, lane);
            case SCRFD -> new ScrfdReader(role, decoder, lane);
            case RETINAFACE -> new RetinaFaceReader(role, decoder, lane);
        };
    }

    static BoxDecoder decoder(Role role) {
        return role.boxes().orElseThrow(() -> new IllegalArgumentException("no boxes in " + role.name()));
    }

    /** Shapes of the role's outputs for one picture, by the tensors' names. */
    static Map<String, long[]> outputs(Role role) {
        return role.outputs().values().stream().collect(Collectors.toMap(Output::name, Output::forOneImage));
    }
}
