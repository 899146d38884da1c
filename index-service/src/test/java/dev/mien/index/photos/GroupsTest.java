package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos of several people, of nobody, and frames of two people in one request. */
class GroupsTest {

    private static final List<String> GROUPS = List.of(
            "000_5.jpg", "010_2.jpg", "011_3.jpg", "012_4.jpg", "013_4.jpg", "014_5.jpg", "015_6.jpg", "016_8.jpg");

    static Stream<Arguments> groups() {
        return Stream.of(Installed.STANDARD, Installed.ACCURATE)
                .flatMap(profile -> GROUPS.stream().map(photo -> Arguments.of(profile, photo)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void nobodyIsPickedFromAGroup(String profile, String photo) throws Exception {
        // Breaks when the largest face is taken, however large the next one is.
        assertThat(codeOf(profile, List.of(photo), "groups")).isEqualTo(Code.MANY_FACES);
    }

    @ParameterizedTest
    @ValueSource(strings = {Installed.STANDARD, Installed.ACCURATE})
    void whereNobodyIsThereIsNoFace(String profile) throws Exception {
        // Breaks when a detector's score is read from the wrong row, or its least score is set aside.
        assertThat(codeOf(profile, List.of("017_0.jpg"), "groups")).isEqualTo(Code.NO_FACES_DETECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {Installed.STANDARD, Installed.ACCURATE})
    void twoPeopleAreNotMixedIntoOneTemplate(String profile) throws Exception {
        // Breaks when frames are averaged without being compared.
        assertThat(codeOf(profile, List.of("p001a.jpg", "p002a.jpg"), "people")).isEqualTo(Code.FACE_MISMATCH);
    }

    @Test
    void twoPhotosOfOnePersonAreOne() throws Exception {
        try (FaceEngine engine = Installed.engine()) {
            var folder = Installed.photos("people");
            Analysis analysis =
                    Installed.look(engine, List.of(folder.resolve("p001a.jpg"), folder.resolve("p001b.jpg")));

            assertThat(analysis).isInstanceOfSatisfying(Analysis.Analysed.class, one -> {
                assertThat(one.frames()).hasSize(2);
                one.template().close();
            });
        }
    }

    private static Code codeOf(String profile, List<String> photos, String folder) throws Exception {
        try (FaceEngine engine = Installed.engine(profile)) {
            var place = Installed.photos(folder);
            Analysis analysis =
                    Installed.look(engine, photos.stream().map(place::resolve).toList());
            assertThat(analysis).isInstanceOf(Refused.class);
            return ((Refused) analysis).code();
        }
    }
}
