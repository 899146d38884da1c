package dev.mien.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule at its bound: what is the last that may be, and the first that may not, by the member's name. */
class PolicyRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
    private static final Policies POLICIES =
            new Policies(new ModelProfiles(Optional.of(List.of("standard")), Optional.empty(), List.of("standard")));

    // Each row breaks when its rule is left out, or its bound is moved by one.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maximumFrames | 'maximumFrames':3,'minimumFrames':1 | 'maximumFrames':4,'minimumFrames':1",
                "origins       | 'origins':['https://a.example/x']   | 'origins':['https://a.example']",
                "countries     | 'countries':['at']                  | 'countries':['AT']",
                "termsVersion  | 'termsVersion':'a b'                | 'termsVersion':'a_b'",
                "termsVersion  | 'termsVersion':''                   | 'termsVersion':'a'",
                "minimumAge    | 'minimumAge':0                      | 'minimumAge':1",
                "minimumAge    | 'minimumAge':121                    | 'minimumAge':120",
                "retentionDays | 'retentionDays':1096                | 'retentionDays':1095",
                "profile       | 'profile':'accurate'                | 'profile':'standard'",
                "targetFpir    | 'targetFpir':0.01,'engine':'rekognition' | 'targetFpir':0.01,'engine':'onnx'",
                "learning      | 'learning':true,'engine':'rekognition'   | 'learning':true,'engine':'onnx'"
            })
    void aRuleNamesTheMemberThatBreaksIt(String member, String wrong, String right) throws Exception {
        Refusal refused = catchThrowableOfType(Refusal.class, () -> initial(wrong));

        assertThat(refused.code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(refused.detail()).startsWith("policy." + member + " ");
        assertThat(initial(right).revision()).isEqualTo(1);
    }

    private static Policy initial(String members) throws JsonProcessingException {
        return POLICIES.initial(JSON.readValue("{" + members.replace('\'', '"') + "}", PolicyChange.class));
    }
}
