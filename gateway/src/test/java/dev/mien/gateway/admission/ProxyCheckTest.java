package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxyCheckTest {
    // A visitor would name another network with each session, and none would ever have had too many. Breaks when nobody
    // asks for the proxies' names, or an empty one counts.
    @Test
    void aHeaderOfAnybodysIsNotBelieved() {
        for (var trusted : List.of(Optional.<List<String>>empty(), Optional.of(List.of("")))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new ProxyCheck(true, trusted).check(null))
                    .withMessageContaining("quarkus.http.proxy.trusted-proxies");
        }
    }

    @Test
    void aNamedProxyIsBelievedAndWithoutOneNothingHasToBeNamed() {
        assertThatCode(() -> new ProxyCheck(true, Optional.of(List.of("10.0.0.0/8"))).check(null))
                .doesNotThrowAnyException();
        assertThatCode(() -> new ProxyCheck(false, Optional.empty()).check(null))
                .doesNotThrowAnyException();
    }
}
