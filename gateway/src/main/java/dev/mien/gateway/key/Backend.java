package dev.mien.gateway.key;

import dev.mien.gateway.application.Application;
import jakarta.enterprise.context.RequestScoped;

/** The application whose backend makes this request. */
@RequestScoped
public class Backend {
    private Application application;

    void is(Application application) {
        this.application = application;
    }

    /** @throws IllegalStateException on a route that is not entered by key */
    public Application application() {
        if (application == null) {
            throw new IllegalStateException("this route is not entered by key");
        }
        return application;
    }
}
