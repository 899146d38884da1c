package dev.mien.stack.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mien.stack.keys.TokenKey;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The running provider. Its issuer is {@code http://127.0.0.1:PORT/realms/mien}. */
public final class OidcProvider implements AutoCloseable {
    /** The public client through which people log in. */
    public static final String CONSOLE = "mien-console";

    /** Whom the console's tokens are for. */
    public static final String CONSOLE_AUDIENCE = "gateway";

    private static final String REALM = "/realms/mien";
    private static final String CERTS = REALM + "/protocol/openid-connect/certs";
    private static final String TOKEN = REALM + "/protocol/openid-connect/token";
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OidcSettings settings;
    private final AccessTokens tokens;
    private final TokenEndpoint endpoint;

    private OidcProvider(OidcSettings settings, HttpServer server) {
        this.server = server;
        this.settings = settings;
        this.tokens = new AccessTokens(issuer(), settings.key(), InstantSource.system(), settings.lifetime());
        this.endpoint = new TokenEndpoint(settings, tokens);
    }

    /** Listens and answers until closed. */
    public static OidcProvider start(OidcSettings settings) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(Loopback.HOST), settings.port());
            var provider = new OidcProvider(settings, HttpServer.create(address, 0));
            provider.open();
            return provider;
        } catch (IOException e) {
            throw new StackFailure("The OIDC provider cannot listen on port " + settings.port() + ".", e);
        }
    }

    private void open() {
        var keys = TokenKey.publicSet(settings.key());
        var discovery = JSONObjectUtils.toJSONString(discovery());
        server.createContext(REALM + "/.well-known/openid-configuration", get(discovery));
        server.createContext(CERTS, get(keys));
        server.createContext(TOKEN, this::token);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String issuer() {
        return issuer(port());
    }

    /** The issuer of a provider on that port. */
    public static String issuer(int port) {
        return "http://" + Loopback.HOST + ":" + port + REALM;
    }

    /** Where tokens are asked for, of a provider on that port. */
    public static String tokenEndpoint(int port) {
        return "http://" + Loopback.HOST + ":" + port + TOKEN;
    }

    /** Signs tokens as this provider does, without asking for anybody's secret. */
    public AccessTokens tokens() {
        return tokens;
    }

    private Map<String, Object> discovery() {
        var base = "http://" + Loopback.HOST + ":" + port();
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer());
        document.put("token_endpoint", base + TOKEN);
        document.put("jwks_uri", base + CERTS);
        document.put("grant_types_supported", List.of("client_credentials", "password"));
        document.put("response_types_supported", List.of("token"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        return document;
    }

    private static com.sun.net.httpserver.HttpHandler get(String json) {
        return exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("GET")) {
                    send(exchange, 200, json);
                } else {
                    exchange.sendResponseHeaders(405, -1);
                }
            }
        };
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            switch (decide(exchange)) {
                case TokenAnswer.Granted granted -> send(exchange, 200, grantedJson(granted));
                case TokenAnswer.Refused refused -> {
                    if (refused == TokenAnswer.Refused.INVALID_CLIENT) {
                        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mien\"");
                    }
                    send(exchange, refused.status, JSONObjectUtils.toJSONString(Map.of("error", refused.code())));
                }
            }
        }
    }

    private TokenAnswer decide(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return TokenAnswer.Refused.INVALID_REQUEST;
        }
        try {
            var authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            return endpoint.answer(TokenRequest.parse(new String(body, StandardCharsets.UTF_8), authorization));
        } catch (IllegalArgumentException _) {
            return TokenAnswer.Refused.INVALID_REQUEST;
        }
    }

    private String grantedJson(TokenAnswer.Granted granted) {
        return JSONObjectUtils.toJSONString(Map.of(
                "access_token", granted.accessToken(),
                "token_type", "Bearer",
                "expires_in", settings.lifetime().toSeconds(),
                "scope", granted.scope()));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
