package dev.mien.index.photos;

import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The labelled people of the reference set as one profile sees them, and what a threshold makes of all their pairs. */
final class Portraits implements AutoCloseable {
    private final List<Portrait> seen = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private record Portrait(String file, String person, Embedding embedding) {}

    /**
     * All pairs of photos, each said by its files and score.
     *
     * @param recognized of one person, and at the threshold or above
     * @param missed of one person, and below
     * @param confused of two people, and at the threshold or above
     * @param impostors how many are of two people
     */
    record Pairs(
            List<String> recognized,
            List<String> missed,
            List<String> confused,
            int impostors,
            double leastGenuine,
            double mostImpostor) {
        int genuine() {
            return recognized.size() + missed.size();
        }
    }

    private Portraits() {}

    /** Looks at every photo of {@code people.csv}. */
    static Portraits seenBy(FaceEngine engine) throws IOException {
        Path people = Installed.photos("people");
        Portraits portraits = new Portraits();
        List<String> lines = Files.readAllLines(people.resolve("people.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Analysis analysis = Installed.look(engine, people.resolve(fields[0]));
            if (analysis instanceof Analysed analysed) {
                portraits.seen.add(new Portrait(fields[0], fields[1], analysed.template()));
            } else {
                portraits.refused.add(fields[0] + ": " + analysis);
            }
        }
        return portraits;
    }

    /** How many photos showed a face that can be used. */
    int size() {
        return seen.size();
    }

    /** The other photos, with what was wrong. */
    List<String> refused() {
        return refused;
    }

    Pairs at(double threshold) {
        List<String> recognized = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        List<String> confused = new ArrayList<>();
        int impostors = 0;
        double leastGenuine = 1;
        double mostImpostor = -1;
        for (int i = 0; i < seen.size(); i++) {
            for (int j = i + 1; j < seen.size(); j++) {
                Portrait one = seen.get(i);
                Portrait other = seen.get(j);
                double score = one.embedding().similarity(other.embedding());
                String pair = "%s %s %.4f".formatted(one.file(), other.file(), score);
                if (one.person().equals(other.person())) {
                    leastGenuine = Math.min(leastGenuine, score);
                    (score >= threshold ? recognized : missed).add(pair);
                } else {
                    impostors++;
                    mostImpostor = Math.max(mostImpostor, score);
                    if (score >= threshold) {
                        confused.add(pair);
                    }
                }
            }
        }
        return new Pairs(recognized, missed, confused, impostors, leastGenuine, mostImpostor);
    }

    @Override
    public void close() {
        seen.forEach(portrait -> portrait.embedding().close());
    }
}
