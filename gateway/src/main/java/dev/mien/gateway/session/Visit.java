package dev.mien.gateway.session;

import dev.mien.gateway.application.Application;
import jakarta.enterprise.context.RequestScoped;

/** The session that this request belongs to, and its application as it is now. */
@RequestScoped
public class Visit {
    private Session session;
    private Application application;

    void is(Session session, Application application) {
        this.session = session;
        this.application = application;
    }

    /** @throws IllegalStateException on a route that is not entered by session */
    public Session session() {
        return required(session);
    }

    /** @throws IllegalStateException on a route that is not entered by session */
    public Application application() {
        return required(application);
    }

    private static <T> T required(T known) {
        if (known == null) {
            throw new IllegalStateException("this route is not entered by session");
        }
        return known;
    }
}
