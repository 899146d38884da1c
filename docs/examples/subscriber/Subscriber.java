import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows the life of each Facial ID and prints each event once. What was seen is a journal beside the program: a line
 * is on the disk before its offset is committed, so an event delivered twice, or again after a crash, is known by its
 * id. In your system the journal is a table, written in the transaction of what you do about the event.
 */
public final class Subscriber {
    private static final String TOPIC = "mien.enrollments";
    private static final Set<String> ERASURES = Set.of("dev.mien.erasure.requested.v1", "dev.mien.erasure.completed.v1");
    private static final Set<String> KNOWN =
            Set.of("dev.mien.enrollment.completed.v1", "dev.mien.enrollment.updated.v1");

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final FileChannel journal;

    private Subscriber(Path file) throws IOException {
        journal = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // A crash may have left half a line: it was never answered for, so it is cut off and its event comes again.
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        whole.lines().forEach(line -> remember(line.split(" ")));
        journal.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        journal.position(journal.size());
    }

    public static void main(String[] args) throws IOException {
        var subscriber = new Subscriber(Path.of(args.length > 1 ? args[1] : "seen.journal"));
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args.length > 0 ? args[0] : "127.0.0.1:7407",
                "group.id", "example-subscriber",
                // There is one journal, so there is one reader. Named, it goes on at once after a crash, instead of
                // waiting until the group has given its former self up (45 s), and a second one by mistake ends the
                // first.
                "group.instance.id", "example-subscriber-1",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (true) {
                // Records of one key come in order; they are handled one after the other, so they stay so.
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
                    subscriber.take(message);
                }
                consumer.commitSync();
            }
        }
    }

    private void take(ConsumerRecord<String, String> message) throws IOException {
        String id = header(message, "ce_id");
        String type = header(message, "ce_type");
        boolean erasure = ERASURES.contains(type);
        if (!erasure && !KNOWN.contains(type) || seen.contains(id)) {
            return; // A newer type than this program, or an event that came before.
        }
        long version = version(message.value());
        boolean stale = gone.contains(message.key()) || version <= versions.getOrDefault(message.key(), 0L);
        if (erasure || !stale) {
            // Your work goes here. It must bear being done twice: a crash may come before the next line.
            System.out.println(type + " " + message.key() + " " + message.value());
        }
        String[] line = {id, message.key(), Long.toString(version), type};
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join(" ", line) + "\n");
        while (bytes.hasRemaining()) {
            journal.write(bytes);
        }
        journal.force(false);
        remember(line);
    }

    private void remember(String[] line) {
        seen.add(line[0]);
        versions.merge(line[1], Long.parseLong(line[2]), Math::max);
        if (ERASURES.contains(line[3])) {
            gone.add(line[1]);
        }
    }

    /** Enough for this one member; use your JSON library. */
    private static long version(String json) {
        var match = java.util.regex.Pattern.compile("\"version\"\\s*:\\s*(\\d+)").matcher(json);
        if (!match.find()) {
            throw new IllegalArgumentException("an event of a life without a version");
        }
        return Long.parseLong(match.group(1));
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
