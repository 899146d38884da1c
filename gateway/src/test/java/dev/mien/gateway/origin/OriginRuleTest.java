package dev.mien.gateway.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G1: origins match exactly on scheme, host and port, or by an explicit {@code *.} rule. */
class OriginRuleTest {
    // Breaks when anything but equality (or the anchored *. rule) decides: startsWith, contains, a regex with open
    // dots.
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = ' ', nullValues = "-", emptyValue = "", textBlock = """
            https://shop.example https://shop.example true
            https://shop.example http://shop.example false
            https://shop.example https://shop.example:443 false
            https://shop.example https://shop.example:8443 false
            https://shop.example https://SHOP.example false
            https://shop.example HTTPS://shop.example false
            https://shop.example https://shop.example/ false
            https://shop.example https://shop.example/path false
            https://shop.example https://shop.example. false
            https://shop.example https://shop.example.evil.example false
            https://shop.example https://evilshop.example false
            https://shop.example https://www.shop.example false
            https://shop.example https://shopXexample false
            https://shop.example https://shop.example@evil.example false
            https://shop.example https://user:pass@shop.example false
            https://shop.example https://shop.example%2eevil.example false
            https://shop.example https://shop.example#x false
            https://shop.example https://shop.example?x false
            https://shop.example https:shop.example false
            https://shop.example //shop.example false
            https://shop.example shop.example false
            https://shop.example null false
            https://shop.example * false
            https://shop.example https://shop.example,https://evil.example false
            https://shop.example https://shóp.example false
            https://shop.example https://xn--shp-hna.example false
            https://shop.example:8443 https://shop.example:8443 true
            https://shop.example:8443 https://shop.example false
            https://shop.example:8443 https://shop.example:08443 false
            https://shop.example:8443 https://shop.example:84430 false
            http://localhost:3000 http://localhost:3000 true
            http://localhost:3000 https://localhost:3000 false
            http://localhost:3000 http://localhost:3001 false
            http://localhost:3000 http://localhost.evil.example:3000 false
            http://127.0.0.1:3000 http://localhost:3000 false
            http://[::1]:3000 http://[::1]:3000 true
            http://[::1]:3000 http://[0:0:0:0:0:0:0:1]:3000 false
            https://*.shop.example https://www.shop.example true
            https://*.shop.example https://a.b.shop.example true
            https://*.shop.example https://shop.example false
            https://*.shop.example https://.shop.example false
            https://*.shop.example https://*.shop.example false
            https://*.shop.example http://www.shop.example false
            https://*.shop.example https://www.shop.example:8443 false
            https://*.shop.example https://evilshop.example false
            https://*.shop.example https://www.shop.example.evil.example false
            https://*.shop.example https://evil.example/.shop.example false
            https://*.shop.example https://evil.example#.shop.example false
            https://*.shop.example https://evil.example?.shop.example false
            https://*.shop.example https://evil.example\\.shop.example false
            https://*.shop.example https://user@www.shop.example false
            https://*.shop.example https://a..shop.example false
            https://*.shop.example https://-a.shop.example false
            https://*.shop.example https://a_b.shop.example false
            https://*.shop.example https://WWW.shop.example false
            https://*.shop.example https://www.shop.example. false
            https://*.shop.example:8443 https://www.shop.example:8443 true
            https://*.shop.example:8443 https://www.shop.example false
            https://xn--shp-hna.example https://xn--shp-hna.example true
            https://192.0.2.7 https://192.0.2.7 true
            https://192.0.2.7 https://192.0.2.70 false
            """)
    void anOriginIsLetInExactlyWhenTheRuleSaysIt(String rule, String origin, boolean expected) {
        boolean permitted = new OriginRule(rule).permits(origin);

        assertThat(permitted).isEqualTo(expected);
        // A preflight looks rules up by origin: it must find each that would let the call in, or the page stays out.
        if (expected) {
            assertThat(OriginRule.permitting(origin)).contains(rule);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "shop.example",
                "https://",
                "https://*",
                "https://*.example",
                "https://*.192.0.2.7",
                "https://*.*.shop.example",
                "https://www.*.example",
                "https://w*.shop.example",
                "http://shop.example",
                "http://*.localhost",
                "http://128.0.0.1",
                "https://shop.example/",
                "https://shop.example/path",
                "https://shop.example:443",
                "http://localhost:80",
                "https://shop.example:0",
                "https://shop.example:65536",
                "https://shop.example:",
                "https://Shop.example",
                "https://shop.example.",
                "https://.shop.example",
                "https://shop..example",
                "https://-shop.example",
                "https://shop_x.example",
                "https://user@shop.example",
                "https://shóp.example",
                "https://127.1",
                "https://0x7f.1",
                "https://192.0.2.256",
                "https://[::1",
                "https://[zz]",
                "ftp://shop.example",
                "file://",
                "chrome-extension://abc",
                "https://shop.example https://other.example",
                "https://shop.example\n"
            })
    void whatIsNoOriginCannotBecomeARule(String text) {
        assertThatThrownBy(() -> new OriginRule(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
