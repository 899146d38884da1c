package dev.mien.gateway.admin;

import jakarta.enterprise.context.RequestScoped;

/** Who makes this request, and for whom. */
@RequestScoped
public class Person {
    private String subject;
    private String organization;
    private boolean owner;

    void is(String subject, String organization, boolean owner) {
        this.subject = subject;
        this.owner = owner;
        this.organization = organization;
    }

    /** As the identity provider names them for good: {@code sub}. */
    String subject() {
        return required(subject);
    }

    String organization() {
        return required(organization);
    }

    boolean owner() {
        return owner;
    }

    private static String required(String known) {
        if (known == null) {
            throw new IllegalStateException("this route is not entered by a person");
        }
        return known;
    }
}
