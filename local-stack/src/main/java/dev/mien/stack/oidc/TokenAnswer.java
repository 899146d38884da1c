package dev.mien.stack.oidc;

/** What the token endpoint says. */
sealed interface TokenAnswer {
    /** An access token. */
    record Granted(String accessToken, String scope) implements TokenAnswer {
        @Override
        public String toString() {
            return "Granted[REDACTED]";
        }
    }

    /** Why not, in OAuth's words; each carries the status that Keycloak answers with. */
    enum Refused implements TokenAnswer {
        INVALID_CLIENT(401),
        INVALID_GRANT(401),
        INVALID_REQUEST(400),
        INVALID_SCOPE(400),
        UNAUTHORIZED_CLIENT(400),
        UNSUPPORTED_GRANT_TYPE(400);

        final int status;

        Refused(int status) {
            this.status = status;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
