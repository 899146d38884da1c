package dev.mien.contracts;

/** Header names of the internal API. */
public final class Headers {
    /** Carries the request context, a JWS signed by the gateway. */
    public static final String CONTEXT = "Mien-Context";

    private Headers() {}
}
