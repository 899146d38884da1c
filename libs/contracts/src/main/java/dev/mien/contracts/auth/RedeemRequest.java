package dev.mien.contracts.auth;

/** Asks the service that signed a result token to accept it, once. */
public record RedeemRequest(String resultToken) {
    @Override
    public String toString() {
        return "RedeemRequest[REDACTED]";
    }
}
