package dev.mien.gateway.admission;

import jakarta.enterprise.context.RequestScoped;

/** Whether the filter of a credential has let this request in. */
@RequestScoped
public class Admission {
    private boolean granted;

    private String caller;

    /** To anyone. */
    public void grant() {
        granted = true;
    }

    /** @param to who it is, the same at every call and told from all others */
    public void grant(String to) {
        granted = true;
        caller = to;
    }

    /** @throws IllegalStateException on a route that anyone may call */
    public String caller() {
        if (caller == null) {
            throw new IllegalStateException("nobody in particular makes this call");
        }
        return caller;
    }

    boolean granted() {
        return granted;
    }
}
