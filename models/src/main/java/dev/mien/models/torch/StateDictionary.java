package dev.mien.models.torch;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Weights;
import dev.mien.models.torch.Pickle.Made;
import dev.mien.models.torch.Pickle.Outside;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named tensors of a file that PyTorch saved before it used ZIP: five pickles (a magic number, a version, the
 * machine, the dictionary, the order of the storages), then each storage's length and numbers.
 */
final class StateDictionary {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final String FLOATS = "torch.FloatStorage";
    private static final String LONGS = "torch.LongStorage";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    /** What a network trained on several devices puts before every name. */
    private static final String PARALLEL = "module.";

    private final Map<String, Weights> tensors = new LinkedHashMap<>();

    /** @throws UnsuitableModel if it is none of that kind */
    static StateDictionary read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (!MAGIC.equals(Pickle.read(bytes)) || !Long.valueOf(VERSION).equals(Pickle.read(bytes))) {
                throw new UnsuitableModel("the file is no state dictionary as PyTorch saved them before 1.6");
            }
            Pickle.read(bytes);
            Map<?, ?> dictionary = (Map<?, ?>) Pickle.read(bytes);
            List<Object> order = Pickle.asList(Pickle.read(bytes));
            Map<String, String> kinds = kinds(dictionary);
            Map<String, float[]> storages = new HashMap<>();
            for (Object key : order) {
                storage(bytes, kinds.get((String) key)).ifPresent(values -> storages.put((String) key, values));
            }
            StateDictionary result = new StateDictionary();
            dictionary.forEach((name, made) -> result.add((String) name, (Made) made, storages));
            return result;
        } catch (BufferUnderflowException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw new UnsuitableModel("the state dictionary is damaged", e);
        }
    }

    private static Map<String, String> kinds(Map<?, ?> dictionary) {
        Map<String, String> kinds = new HashMap<>();
        for (Object value : dictionary.values()) {
            List<Object> storage = storageOf((Made) value);
            kinds.put((String) storage.get(2), ((Pickle.Name) storage.get(1)).text());
        }
        return kinds;
    }

    /** What stands for a storage: the word storage, its type, its key, its device, its length, nothing. */
    private static List<Object> storageOf(Made tensor) {
        if (!tensor.callable().equals(TENSOR)) {
            throw new UnsuitableModel(
                    "the state dictionary holds %s, and not only tensors".formatted(tensor.callable()));
        }
        return ((Outside) tensor.arguments().getFirst()).description();
    }

    private static Optional<float[]> storage(ByteBuffer bytes, String kind) {
        int length = Math.toIntExact(bytes.getLong());
        switch (kind) {
            case FLOATS -> {
                if (length < 0 || length > bytes.remaining() / Float.BYTES) {
                    throw new BufferUnderflowException();
                }
                float[] values = new float[length];
                bytes.asFloatBuffer().get(values);
                bytes.position(bytes.position() + length * Float.BYTES);
                return Optional.of(values);
            }
            // Counters of batches: of use in training alone.
            case LONGS -> {
                bytes.position(Math.addExact(bytes.position(), Math.multiplyExact(length, Long.BYTES)));
                return Optional.empty();
            }
            default -> throw new UnsuitableModel("numbers of the type %s are not known here".formatted(kind));
        }
    }

    private void add(String name, Made tensor, Map<String, float[]> storages) {
        float[] values = storages.get((String) storageOf(tensor).get(2));
        if (values == null) {
            return;
        }
        long[] shape = longs(tensor.arguments().get(2));
        if (!(tensor.arguments().get(1).equals(0L))
                || !Arrays.equals(longs(tensor.arguments().get(3)), rowByRow(shape))) {
            throw new UnsuitableModel("the tensor %s is a part or a turned view of another".formatted(name));
        }
        tensors.put(name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name, new Weights(shape, values));
    }

    private static long[] longs(Object numbers) {
        return Pickle.asList(numbers).stream()
                .mapToLong(number -> (Long) number)
                .toArray();
    }

    private static long[] rowByRow(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** Answers a tensor and takes it out, so that {@link #requireAllTaken} finds what a graph forgot. */
    Weights take(String name) {
        Weights taken = tensors.remove(name);
        if (taken == null) {
            throw new UnsuitableModel("the tensor %s is missing".formatted(name));
        }
        return taken;
    }

    void requireAllTaken() {
        if (!tensors.isEmpty()) {
            throw new UnsuitableModel("the graph does not use the tensors " + tensors.keySet());
        }
    }
}
