package dev.mien.stack.layout;

import dev.mien.contracts.Services;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of a local stack. The ordinal of a service is its port's distance from the base port. */
public enum Part {
    GATEWAY(Services.GATEWAY, 0, "mien_gateway"),
    ENROLLMENT(Services.ENROLLMENT, 1, "mien_enrollment"),
    AUTH(Services.AUTH, 2, "mien_auth"),
    INDEX(Services.INDEX, 3, "mien_index"),
    DELETION(Services.DELETION, 4, "mien_deletion"),
    OIDC("oidc", 5, ""),
    POSTGRES("postgres", 6, ""),
    KAFKA("kafka", 7, "");

    private final String label;
    private final int portOffset;
    private final String database;

    Part(String label, int portOffset, String database) {
        this.label = label;
        this.portOffset = portOffset;
        this.database = database;
    }

    /** The five services. */
    public static List<Part> services() {
        return Arrays.stream(values()).filter(Part::isService).toList();
    }

    /** The part of that name, as {@link #label()} writes it. */
    public static Optional<Part> named(String label) {
        return Arrays.stream(values()).filter(part -> part.label.equals(label)).findFirst();
    }

    /** Its name in messages, files and folders; a service's is its OIDC client's too. */
    public String label() {
        return label;
    }

    public boolean isService() {
        return !database.isEmpty();
    }

    /** A service's database and role. */
    public String database() {
        if (!isService()) {
            throw new IllegalArgumentException(label + " has no database");
        }
        return database;
    }

    int portOffset() {
        return portOffset;
    }
}
