package dev.mien.gateway.admin;

/** What a person may be in their organization, as the identity provider names it. */
final class Role {
    static final String OWNER = "owner";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";
    static final String PRIVACY = "privacy";

    private Role() {}
}
