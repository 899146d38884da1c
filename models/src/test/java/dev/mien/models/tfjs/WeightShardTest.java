package dev.mien.models.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.models.convert.UnsuitableModel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WeightShardTest {

    private static final String TWO_WEIGHTS = """
            [{"paths": ["weights.bin"], "weights": [
              {"name": "bytes", "shape": [2], "dtype": "float32",
               "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
              {"name": "floats", "shape": [1, 1], "dtype": "float32"}]}]
            """;

    @Test
    void bytesAreScaledAndFloatsAreTakenAsTheyAre() {
        WeightShard shard = read(TWO_WEIGHTS, 0, 255, 0, 0, 0xc0, 0x3f);

        // Breaks when a byte is read with its sign: 255 would become -1.5.
        assertThat(shard.take("bytes").values()).containsExactly(-1, 126.5f);
        assertThat(shard.take("floats").values()).containsExactly(1.5f);
    }

    @Test
    void aWeightThatNobodyTookIsNoticed() {
        WeightShard shard = read(TWO_WEIGHTS, 0, 255, 0, 0, 0xc0, 0x3f);
        shard.take("bytes");

        assertThatThrownBy(shard::requireAllTaken)
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("floats");
    }

    @Test
    void aMissingWeightIsNamed() {
        WeightShard shard = read(TWO_WEIGHTS, 0, 255, 0, 0, 0xc0, 0x3f);

        assertThatThrownBy(() -> shard.take("conv1"))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("conv1");
    }

    @Test
    void tooFewBytesAreRefused() {
        assertThatThrownBy(() -> read(TWO_WEIGHTS, 0, 255, 0, 0)).isInstanceOf(UnsuitableModel.class);
    }

    @Test
    void tooManyBytesAreRefused() {
        assertThatThrownBy(() -> read(TWO_WEIGHTS, 0, 255, 0, 0, 0xc0, 0x3f, 1))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("left over");
    }

    @Test
    void aTypeThatIsNotKnownIsRefused() {
        String manifest = TWO_WEIGHTS.replace("uint8", "uint16");

        assertThatThrownBy(() -> read(manifest, 0, 255, 0, 0, 0xc0, 0x3f))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("uint16");
    }

    @Test
    void aGarbledManifestIsRefused() {
        assertThatThrownBy(() -> read("[{", 0)).isInstanceOf(UnsuitableModel.class);
    }

    private static WeightShard read(String manifest, int... shard) {
        byte[] bytes = new byte[shard.length];
        for (int i = 0; i < shard.length; i++) {
            bytes[i] = (byte) shard[i];
        }
        return WeightShard.read(manifest.getBytes(StandardCharsets.UTF_8), bytes);
    }
}
