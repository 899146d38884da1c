package dev.mien.index.report;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Bounds;
import dev.mien.index.intake.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one profile made of the photos. Closing overwrites the templates, which are never written anywhere.
 *
 * @param persons of each photo that could be used
 * @param refused how many could not, by the reason's name
 */
record Seen(List<String> persons, List<Embedding> templates, Map<String, Integer> refused) implements AutoCloseable {
    static Seen of(People people, FaceEngine engine) {
        List<String> persons = new ArrayList<>();
        List<Embedding> templates = new ArrayList<>();
        Map<String, Integer> refused = new TreeMap<>();
        for (People.Photo photo : people.photos()) {
            switch (look(engine, photo.file(), Requirements.TEMPLATE)) {
                case Analysis.Analysed analysed -> {
                    persons.add(photo.person());
                    templates.add(analysed.template());
                }
                case Analysis.Refused no -> refused.merge(Guard.of(no), 1, Integer::sum);
                case Analysis.Busy _ -> throw new IllegalStateException("one photo at a time always has room");
            }
        }
        return new Seen(persons, templates, refused);
    }

    /** @throws ReportException when the file cannot be read, or is larger than any frame may be */
    static Analysis look(FaceEngine engine, Path file, Requirements requirements) {
        try {
            if (Files.size(file) > Bounds.FRAME_BYTES_MAX) {
                // Not even read: it may be of any size.
                return new Analysis.Refused(Code.INVALID_IMAGE, 413, "It has more bytes than a frame may have.");
            }
            try (Frame frame = new Frame(Files.readAllBytes(file))) {
                return engine.analyse(List.of(frame), requirements);
            }
        } catch (IOException unreadable) {
            throw new ReportException(file + " cannot be read.", unreadable);
        }
    }

    double score(int one, int other) {
        return templates.get(one).similarity(templates.get(other));
    }

    @Override
    public void close() {
        templates.forEach(Embedding::close);
    }
}
