package dev.mien.enrollment.profile;

import dev.mien.contracts.FacialId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives out Facial IDs: 122 random bits that say nothing about anybody. Tests give out others. */
@ApplicationScoped
public class FacialIds {
    public FacialId next() {
        return new FacialId(UUID.randomUUID());
    }
}
