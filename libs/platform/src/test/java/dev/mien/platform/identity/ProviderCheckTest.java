package dev.mien.platform.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken by: a default of {@code mien.deployment} that is not production, or a check of anything but the scheme. */
class ProviderCheckTest {
    @ParameterizedTest
    @CsvSource({
        "production, http://127.0.0.1:7405/realms/mien",
        "production, http://keycloak.example/realms/mien",
        "production, ''",
        "production, https:",
        "production, not an address",
        "staging, http://127.0.0.1:7405/realms/mien"
    })
    void aProviderWithoutTlsIsRefused(String deployment, String address) {
        var check = new ProviderCheck(address, deployment);

        assertThatThrownBy(() -> check.check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mien.oidc.url");
    }

    @ParameterizedTest
    @CsvSource({"production, https://id.example/realms/mien", "local, http://127.0.0.1:7405/realms/mien"})
    void aProviderThatFitsTheDeploymentIsTaken(String deployment, String address) {
        assertThatCode(() -> new ProviderCheck(address, deployment).check(new StartupEvent()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotSaidIsProduction() throws NoSuchMethodException {
        var parameter =
                ProviderCheck.class.getConstructor(String.class, String.class).getParameters()[1];
        var property = parameter.getAnnotation(org.eclipse.microprofile.config.inject.ConfigProperty.class);

        org.assertj.core.api.Assertions.assertThat(property.defaultValue()).isEqualTo("production");
    }
}
