package dev.mien.index.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that all other tests rely on finds what is wrong. */
class ServiceModelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ListFaces | {\"CollectionId\":\"a\"} | ",
                "ListFaces | {} | lacks",
                "ListFaces | {\"CollectionId\":\"a b\"} | does not match",
                "ListFaces | {\"CollectionId\":\"a\",\"Colour\":1} | does not know",
                "ListFaces | {\"CollectionId\":\"a\",\"MaxResults\":5000} | above the most",
                "ListFaces | {\"CollectionId\":\"a\",\"MaxResults\":1.5} | no integer",
                "DeleteFaces | {\"CollectionId\":\"a\",\"FaceIds\":[]} | below the least",
                "DeleteFaces | {\"CollectionId\":\"a\",\"FaceIds\":[\"x\"]} | does not match",
                "DetectFaces | {\"Image\":{\"Bytes\":\"\"}} | below the least",
                "DetectFaces | {\"Image\":{\"Bytes\":\"AAAA\"},\"Attributes\":[\"SHOES\"]} | no constant",
                "PaintFaces | {} | no operation"
            })
    void findsWhatTheServiceWouldNotTake(String operation, String request, String problem) throws Exception {
        var problems = ServiceModel.rekognition().ofRequest(operation, new ObjectMapper().readTree(request));

        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(one -> assertThat(one).contains(problem));
        }
    }
}
