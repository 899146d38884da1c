package dev.mien.gateway.result;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The body of {@code POST /v1/result-tokens/redeem}. */
@RegisterForReflection
public record Redeem(String resultToken) {
    @Override
    public String toString() {
        return "Redeem[REDACTED]";
    }
}
