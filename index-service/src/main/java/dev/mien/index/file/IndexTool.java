package dev.mien.index.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.indexfile.IndexFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** {@code ./mien index inspect|verify|decrypt FILE}. Exit codes: 0 done, 1 not, and the reason is told. */
public final class IndexTool {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final IndexWish wish;
    private final PrintStream out;

    private IndexTool(IndexWish wish, PrintStream out) {
        this.wish = wish;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, System.getenv(IndexWish.KEY_VARIABLE), arguments));
    }

    /** @param environmentKey the key in the environment; null when there is none */
    static int run(PrintStream out, PrintStream errors, String environmentKey, String... arguments) {
        try {
            new IndexTool(IndexWish.of(environmentKey, arguments), out).run();
            // Such a stream says nothing by itself, of a full disk for one.
            if (!out.checkError()) {
                return 0;
            }
            errors.println("Writing to standard output failed: what is there is not whole.");
        } catch (IndexFileException wrong) {
            errors.println(wrong.getMessage());
        } catch (NoSuchFileException missing) {
            errors.println("There is no file " + missing.getMessage() + ".");
        } catch (FileAlreadyExistsException there) {
            errors.println("There is a file " + there.getMessage() + " already; --out names a new one.");
        } catch (IOException failed) {
            errors.println("Reading or writing failed: " + failed.getMessage());
        }
        return 1;
    }

    private void run() throws IOException {
        switch (wish.kind()) {
            case INSPECT -> {
                try (InputStream file = open()) {
                    out.println(FileReader.header(file).pretty());
                }
            }
            case VERIFY -> {
                long templates = read((header, template) -> {});
                out.println("The file is whole: " + templates + " templates, every seal and the checksum are right.");
            }
            case DECRYPT -> decrypt();
        }
    }

    private void decrypt() throws IOException {
        if (wish.into() == null) {
            lines(out);
            return;
        }
        // Nobody else may read it, from its first byte on; and what was not read to its end is not kept.
        try (OutputStream file = java.nio.channels.Channels.newOutputStream(Files.newByteChannel(
                wish.into(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))))) {
            boolean whole = false;
            try {
                out.println(lines(file) + " templates in the clear are in " + wish.into()
                        + ". Guard it, and remove it soon.");
                whole = true;
            } finally {
                if (!whole) {
                    Files.delete(wish.into());
                }
            }
        }
    }

    private long lines(OutputStream to) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            long templates = read((header, template) -> line(json, header, template));
            json.writeRaw('\n');
            return templates;
        }
    }

    private static void line(JsonGenerator json, FileHeader header, CarriedTemplate template) throws IOException {
        json.writeStartObject();
        json.writeStringField("facialId", template.facialId().toString());
        json.writeStringField("state", template.paused() ? "paused" : "active");
        json.writeStringField(
                "profile", header.profiles().get(template.profile()).name());
        json.writeStringField("storedAt", template.storedAt().toString());
        vector(json, template.vector());
        json.writeArrayFieldStart("occasions");
        if (template.occasions() != null) {
            for (Seen seen : Seen.of(template.occasions())) {
                json.writeStartObject();
                json.writeStringField("day", seen.day());
                vector(json, seen.vector());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void vector(JsonGenerator json, FaceVector vector) throws IOException {
        json.writeArrayFieldStart("vector");
        for (float value : vector.expose()) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    private long read(FileReader.Visitor visitor) throws IOException {
        try (InputStream file = open();
                FileKey key = wish.key()) {
            return FileReader.read(file, key, visitor);
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(wish.file()));
    }

    /** One occasion of a template, whose vector stays the template's. */
    private record Seen(String day, FaceVector vector) {
        static java.util.List<Seen> of(dev.mien.index.vault.Occasions occasions) {
            java.util.List<Seen> all = new java.util.ArrayList<>();
            occasions.forEach((day, vector) -> all.add(new Seen(day.toString(), vector)));
            return all;
        }
    }
}
