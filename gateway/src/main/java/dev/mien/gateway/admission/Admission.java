package dev.mien.gateway.admission;

import jakarta.enterprise.context.RequestScoped;

/** Whether the filter of a credential has let this request in. */
@RequestScoped
public class Admission {
    private boolean granted;

    public void grant() {
        granted = true;
    }

    boolean granted() {
        return granted;
    }
}
