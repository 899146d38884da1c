package dev.mien.index.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.own.OwnProfile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder whose figures can be had by hand. The profile {@code own} sees colours: of four quarters, each red (+) or
 * blue (-), the similarity is the mean of the products of their signs.
 */
class ReportTest {
    private static final int SIDE = 256;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private Path photos;

    @BeforeEach
    void photographPeople() throws Exception {
        OwnProfile.install(folder.resolve("models"));
        photos = Files.createDirectories(folder.resolve("photos"));
        picture("ada1.png", "+-+-");
        picture("ada2.png", "+-+-");
        picture("bob1.png", "++--");
        picture("bob2.png", "+--+");
        picture("cy.png", "+-++");
        picture("dan.png", "-+-+");
        Files.writeString(photos.resolve("eve.png"), "no picture");
        label("people.csv", """
                file,person,source
                ada1.png,ada,by hand
                ada2.png,ada,by hand
                bob1.png,bob,by hand
                bob2.png,bob,by hand
                cy.png,cy,by hand
                dan.png,dan,by hand
                eve.png,eve,by hand
                """);
    }

    @Test
    void theFiguresAreThoseThatAHandComesTo() throws Exception {
        assertThat(report("accuracy")).as(complaints.toString()).isZero();

        String page = Files.readString(folder.resolve("out/accuracy.md"));
        // ada's photos are 1 alike, bob's 0: one of two genuine pairs is below every threshold. Of 13 other pairs cy
        // is .5 like both of ada's and bob's second: above .4, which is the threshold for 1e-2, and below .6 and .8.
        assertThat(page)
                .contains("7 photos of 5 people")
                .contains("14.3 % (1 of 7; 0.361 to 57.9 %): INVALID_IMAGE 1.")
                .contains("| 1e-2 | 0.400 | 50.0 % (1 of 2; 1.3 to 98.7 %) | 23.1 % (3 of 13; 5.0 to 53.8 %) |")
                .contains("| 1e-3 | 0.600 | 50.0 % (1 of 2; 1.3 to 98.7 %) | 0.0 % (0 of 13; 0.0 to 24.7 %) |")
                .contains("| 1e-4 | 0.800 | 50.0 % (1 of 2; 1.3 to 98.7 %) | 0.0 % (0 of 13; 0.0 to 24.7 %) |")
                .contains("| 1e-6, extrapolated |");
        // Among the four whose photos could be used ada is found, and bob is not; nobody is left who is not enrolled.
        assertThat(page).contains("more than 10 is not").contains("| 4 | 0.800 | 50.0 % (1 of 2; 1.3 to 98.7 %) | – |");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Written to " + folder.resolve("out/accuracy.md"));
    }

    @Test
    void thePictureIsOneAndThePagePointsToIt() throws Exception {
        report("accuracy");

        Path picture = folder.resolve("out/accuracy-own.svg");
        var drawn = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(drawn.getDocumentElement().getTagName()).isEqualTo("svg");
        // Two lines of scores, an axis, five thresholds.
        assertThat(drawn.getElementsByTagName("path").getLength()).isEqualTo(8);
        assertThat(Files.readString(folder.resolve("out/accuracy.md"))).contains("](accuracy-own.svg)");
    }

    @Test
    void whatAProfileCannotCheckIsSaid() throws Exception {
        assertThat(report("liveness")).as(complaints.toString()).isZero();

        // people.csv: all of them are alive.
        assertThat(Files.readString(folder.resolve("out/liveness.md")))
                .contains("7 photos of people in the flesh, 0 attacks")
                .contains("fills no role \"liveness\"")
                .contains("| INVALID_IMAGE | 14.3 % (1 of 7; 0.361 to 57.9 %) |");
    }

    @Test
    void kindsOfAttackComeFromTheirOwnLabels() throws Exception {
        label("liveness.csv", """
                file,kind
                ada1.png,live
                bob1.png,Print
                """);

        report("liveness");

        assertThat(Files.readString(folder.resolve("out/liveness.md")))
                .contains("1 photos of people in the flesh, 1 attacks");
    }

    @Test
    void whatIsMissingIsSaidWithWhatToDo() throws Exception {
        assertComplaint("There is no folder", "--photos", folder.resolve("nowhere"));
        assertComplaint("There is no people.csv", "file,person", Files.createDirectory(folder.resolve("empty")));
        label("people.csv", "photo,who\nada1.png,ada\n");
        assertComplaint("must begin with the line", "file,person", photos);
        label("people.csv", "file,person\nada1.png,ada\nada3.png,ada\n");
        assertComplaint("line 3: there is no file ada3.png", "photos", photos);
        label("people.csv", "file,person\nada1.png,ada\n../models/own/own.yaml,ada\n");
        assertComplaint("line 3: there is no file", "own.yaml", photos);
        label("people.csv", "file,person\nada1.png,ada\nada1.png,bob\n");
        assertComplaint("line 3", "twice", photos);
        label("people.csv", "file,person\nada1.png\n");
        assertComplaint("line 2", "a file and its person", photos);
        label("people.csv", "file,person\nada1.png,ada\nbob1.png,bob\n");
        assertComplaint("one of them twice", "nothing to compare", photos);
    }

    @Test
    void withoutLabelsNobodyIsTakenForAlive() throws Exception {
        Path unlabelled = Files.createDirectory(folder.resolve("unlabelled"));
        Files.copy(photos.resolve("ada1.png"), unlabelled.resolve("ada1.png"));

        assertThat(run("liveness", unlabelled)).isEqualTo(1);

        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("liveness.csv", "file,kind");
    }

    @Test
    void whatIsNotAskedForWellIsExplained() {
        for (String[] wrong : new String[][] {
            {},
            {"speed"},
            {"accuracy"},
            {"accuracy", "--photos"},
            {"accuracy", "--foto", "x"},
            {"accuracy", "--photos", "a", "--photos", "b", "--models", "m", "--out", "o"},
            {
                "accuracy",
                "--photos",
                photos.toString(),
                "--models",
                folder + "/models",
                "--out",
                "o",
                "--profile",
                "none"
            }
        }) {
            complaints.reset();

            assertThat(Report.run(stream(said), stream(complaints), wrong)).isEqualTo(1);

            assertThat(complaints.toString(StandardCharsets.UTF_8)).isNotBlank().doesNotContain("Exception");
        }
    }

    private void assertComplaint(String what, String remedy, Path where) {
        complaints.reset();

        assertThat(run("accuracy", where)).isEqualTo(1);

        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains(what).contains(remedy);
    }

    private int report(String kind) {
        return run(kind, photos);
    }

    private int run(String kind, Path where) {
        return Report.run(
                stream(said),
                stream(complaints),
                kind,
                "--photos",
                where.toString(),
                "--models",
                folder.resolve("models").toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    private void label(String name, String lines) throws IOException {
        Files.writeString(photos.resolve(name), lines);
    }

    /** @param quarters signs of upper left, upper right, lower left and lower right */
    private void picture(String name, String quarters) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        for (int quarter = 0; quarter < 4; quarter++) {
            brush.setColor(quarters.charAt(quarter) == '+' ? Color.RED : Color.BLUE);
            brush.fillRect(quarter % 2 * SIDE / 2, quarter / 2 * SIDE / 2, SIDE / 2, SIDE / 2);
        }
        brush.dispose();
        ImageIO.write(image, "png", photos.resolve(name).toFile());
    }
}
