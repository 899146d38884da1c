package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Whose template it is, and made by which model profile. Sealed elsewhere, a template does not open. */
public record TemplatePlace(ApplicationId application, FacialId facialId, String profile) {
    public TemplatePlace {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(facialId, "facialId");
        Objects.requireNonNull(profile, "profile");
    }

    /** The place as associated data; {@code purpose} keeps a wrapped key from passing for a template. */
    byte[] bind(String purpose) {
        byte[] why = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] model = profile.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bound = ByteBuffer.allocate(4 + why.length + 32 + 4 + model.length);
        bound.putInt(why.length).put(why);
        put(bound, application.value());
        put(bound, facialId.value());
        return bound.putInt(model.length).put(model).array();
    }

    static void put(ByteBuffer to, UUID id) {
        to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** Without the Facial ID: places end up in messages. */
    @Override
    public String toString() {
        return "TemplatePlace[" + application + " " + profile + "]";
    }
}
