package dev.mien.contracts;

import java.util.List;

/** The five services by the names that they have as OIDC clients, roles, audiences, holders and event sources. */
public final class Services {
    public static final String GATEWAY = "gateway";
    public static final String ENROLLMENT = "enrollment-service";
    public static final String AUTH = "auth-service";
    public static final String INDEX = "index-service";
    public static final String DELETION = "deletion-service";

    /** Those that hold something about a Facial ID: an erasure is complete when each of them has confirmed it. */
    public static final List<String> HOLDERS = List.of(ENROLLMENT, AUTH, INDEX, GATEWAY);

    private Services() {}
}
