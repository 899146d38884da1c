package dev.mien.models.torch;

import dev.mien.models.convert.UnsuitableModel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * One pickle of protocol 2, as far as dictionaries of tensors go: numbers, texts, lists, tuples, dictionaries, names of
 * classes, and what was made with them, which is only written down ({@link Made}) and never made.
 */
final class Pickle {

    /** What a class would have been called with. */
    record Made(String callable, List<Object> arguments) {}

    /** A reference to something outside the pickle. */
    record Outside(List<Object> description) {}

    /** The name of a class or function; nothing is ever looked up by it. */
    record Name(String text) {}

    private static final Object MARK = new Object();
    private static final int PROTOCOL = 2;
    private static final int VALUES_MAX = 1 << 20;

    private final ByteBuffer bytes;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memory = new HashMap<>();

    private Pickle(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @param bytes stands at the pickle's beginning, and afterwards behind its end
     * @throws UnsuitableModel if it is none, is cut off, or says anything but data
     */
    static Object read(ByteBuffer bytes) {
        try {
            return new Pickle(bytes).value();
        } catch (BufferUnderflowException | NoSuchElementException | ClassCastException | NullPointerException broken) {
            throw new UnsuitableModel("the state dictionary is damaged", broken);
        }
    }

    private Object value() {
        while (true) {
            int word = bytes.get() & 0xff;
            if (word == '.') {
                return stack.pop();
            }
            step(word);
            if (stack.size() > VALUES_MAX) {
                throw new UnsuitableModel("the state dictionary has more than " + VALUES_MAX + " values");
            }
        }
    }

    private void step(int word) {
        switch (word) {
            case 0x80 -> requireProtocol(bytes.get());
            case '(' -> stack.push(MARK);
            case 'N' -> stack.push(List.of());
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) (bytes.get() & 0xff));
            case 'M' -> stack.push((long) (bytes.getShort() & 0xffff));
            case 'J' -> stack.push((long) bytes.getInt());
            case 0x8a -> stack.push(longNumber());
            case 'X' -> stack.push(text(bytes.getInt()));
            case 'c' -> stack.push(new Name(line() + "." + line()));
            case '}' -> stack.push(new LinkedHashMap<>());
            case ']' -> stack.push(new ArrayList<>());
            case ')' -> stack.push(List.of());
            case 't' -> stack.push(List.copyOf(sinceMark()));
            case 0x85 -> stack.push(last(1));
            case 0x86 -> stack.push(last(2));
            case 0x87 -> stack.push(last(3));
            case 's' -> put(last(2));
            case 'u' -> put(sinceMark());
            case 'a' -> append(last(1));
            case 'e' -> append(sinceMark());
            case 'q' -> memory.put(bytes.get() & 0xff, stack.element());
            case 'r' -> memory.put(bytes.getInt(), stack.element());
            case 'h' -> stack.push(memory.get(bytes.get() & 0xff));
            case 'j' -> stack.push(memory.get(bytes.getInt()));
            case 'Q' -> stack.push(new Outside(asList(stack.pop())));
            case 'R' -> stack.push(made(stack.pop(), (Name) stack.pop()));
            // Attributes of an object, such as a dictionary's version: nothing that a weight depends on.
            case 'b' -> stack.pop();
            default ->
                throw new UnsuitableModel(
                        "the state dictionary has the instruction 0x%x, which is not data".formatted(word));
        }
    }

    private static void requireProtocol(int protocol) {
        if (protocol != PROTOCOL) {
            throw new UnsuitableModel("a pickle of protocol %d is not known here".formatted(protocol));
        }
    }

    private static Object made(Object arguments, Name callable) {
        return callable.text().equals("collections.OrderedDict")
                ? new LinkedHashMap<>()
                : new Made(callable.text(), asList(arguments));
    }

    /** Little-endian, two's complement, of as many bytes as the first one says. */
    private Object longNumber() {
        byte[] digits = new byte[bytes.get() & 0xff];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = bytes.get();
        }
        return new java.math.BigInteger(digits);
    }

    private String text(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char c = (char) bytes.get(); c != '\n'; c = (char) bytes.get()) {
            line.append(c);
        }
        return line.toString();
    }

    private List<Object> last(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.addFirst(stack.pop());
        }
        return values;
    }

    private List<Object> sinceMark() {
        List<Object> values = new ArrayList<>();
        for (Object value = stack.pop(); value != MARK; value = stack.pop()) {
            values.add(value);
        }
        return values.reversed();
    }

    @SuppressWarnings("unchecked") // an ill-typed one fails as damaged where it is used
    private void put(List<Object> pairs) {
        Map<Object, Object> target = (Map<Object, Object>) stack.element();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            target.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private void append(List<Object> values) {
        asList(stack.element()).addAll(values);
    }

    @SuppressWarnings("unchecked") // as above
    static List<Object> asList(Object value) {
        return (List<Object>) value;
    }
}
