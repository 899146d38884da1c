package dev.mien.contracts.context;

import java.util.EnumSet;
import java.util.Set;

/** Where the faces of an application are stored and searched for. It is chosen when the application is created. */
public enum Engine {
    /** index-service itself: templates of a model profile, sealed in its database. */
    ONNX(EnumSet.allOf(Ability.class)),
    /** A collection of Amazon Rekognition for each application: vectors that nobody but AWS ever sees. */
    REKOGNITION(EnumSet.noneOf(Ability.class));

    private final Set<Ability> abilities;

    Engine(Set<Ability> abilities) {
        this.abilities = abilities;
    }

    /** Whether it can do what not every engine can. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }
}
