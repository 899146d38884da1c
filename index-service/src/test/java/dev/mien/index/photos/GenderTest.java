package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.FaceReport;
import dev.mien.index.face.Survey;
import dev.mien.index.intake.Frame;
import dev.mien.index.profile.Genders;
import dev.mien.index.profile.ModelProfile;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the estimated gender agrees with what a person sees who looks at the same 134 portraits of 116 people. That
 * is all that can be measured by looks, and all that is estimated. Once as they are, most faces about 210 pixels wide,
 * and once at a fifth of that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenderTest {
    private static final int PORTRAITS = 134;
    private static final int SMALLER = 5;

    /** Labelled by eye, by the photo alone; the other 89 people as men. */
    private static final Set<String> WOMEN = Set.of(
            "p001", "p006", "p007", "p013", "p014", "p017", "p022", "p024", "p030", "p039", "p040", "p041", "p045",
            "p048", "p059", "p067", "p071", "p075", "p081", "p089", "p093", "p102", "p105", "p108", "p203", "p204",
            "p206");

    private final Map<Path, byte[]> portraits = new TreeMap<>();
    private final Map<Path, byte[]> small = new TreeMap<>();

    @BeforeAll
    void read() throws IOException {
        try (var files = Files.list(Installed.photos("people"))) {
            for (Path photo : files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .toList()) {
                portraits.put(photo, Files.readAllBytes(photo));
                small.put(photo, shrunk(portraits.get(photo)));
            }
        }
        assertThat(portraits).hasSize(PORTRAITS);
    }

    /**
     * What became of the portraits.
     *
     * @param likelierWrong how many would be wrong if the likelier gender were told whatever it is worth
     */
    private record Count(int right, List<String> wrong, List<String> untold, int likelierWrong) {}

    // Breaks when the order of the probabilities is swapped, the network sees another part of the picture or other
    // colours, or the limit of confidence is not applied. Measured: 123, 118, 107 and 109 right, none wrong; the
    // likelier one would be wrong 3, 1, 6 and 5 times.
    @ParameterizedTest
    @CsvSource({
        Installed.STANDARD + ", false, 118, 6",
        Installed.ACCURATE + ", false, 113, 4",
        Installed.STANDARD + ", true, 100, 9",
        Installed.ACCURATE + ", true, 102, 8"
    })
    void howManyPortraitsAreTakenForWhatPeopleTakeThemFor(
            String profile, boolean smaller, int rightMin, int likelierWrongMax) throws Exception {
        Count count = count(Installed.profile(profile), smaller ? small : portraits);

        System.out.printf(
                Locale.ROOT, "gender, %s, of %d%s: %s%n", profile, PORTRAITS, smaller ? " small ones" : "", count);
        assertThat(count.right()).isGreaterThanOrEqualTo(rightMin);
        assertThat(count.wrong()).hasSizeLessThanOrEqualTo(1);
        assertThat(count.likelierWrong()).isLessThanOrEqualTo(likelierWrongMax);
    }

    private static Count count(ModelProfile profile, Map<Path, byte[]> photos) throws Exception {
        assertThat(profile.genders())
                .as("the installed profile is older than this one: ./mien models pull " + profile.name())
                .isPresent();
        List<String> wrong = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        int right = 0;
        int likelierWrong = 0;
        try (FaceEngine engine = new FaceEngine(profile, 1, 16)) {
            for (Map.Entry<Path, byte[]> photo : photos.entrySet()) {
                String file = photo.getKey().getFileName().toString();
                boolean man = !WOMEN.contains(file.substring(0, 4));
                OptionalDouble male = male(engine, photo.getValue().clone());
                Optional<String> told = profile.genders().orElseThrow().told(male);
                if (told.isEmpty()) {
                    untold.add(file);
                } else if (told.get().equals(man ? Genders.MALE : Genders.FEMALE)) {
                    right++;
                } else {
                    wrong.add(file);
                }
                if (male.isPresent() && male.getAsDouble() > 0.5 != man) {
                    likelierWrong++;
                }
            }
        }
        return new Count(right, wrong, untold, likelierWrong);
    }

    /** Of the largest face; empty where none is found. */
    private static OptionalDouble male(FaceEngine engine, byte[] photo) {
        try (Frame frame = new Frame(photo)) {
            return ((Survey.Surveyed) engine.survey(frame, Asked.AGE_AND_GENDER))
                    .faces().stream()
                            .findFirst()
                            .flatMap(FaceReport::appearance)
                            .map(Appearance::male)
                            .orElse(OptionalDouble.empty());
        }
    }

    private static byte[] shrunk(byte[] photo) throws IOException {
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(photo));
        int width = whole.getWidth() / SMALLER;
        int height = whole.getHeight() / SMALLER;
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(whole.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
