package dev.mien.contracts.context;

/** What not every {@link Engine} can do. Whoever offers one of these asks the policy's engine first, and says no by name. */
public enum Ability {
    /** A threshold that follows from a target false-positive identification rate and the number of faces. */
    TARGET_FPIR,
    /** Searching among some of an application's people: those with a PIN's tag, or a collection. */
    SCOPED_SEARCH,
    /** Templates that another occasion is merged into. */
    LEARNING,
    /** Handing out an index, or a person's template, as a file. */
    EXPORT,
    /** Key epochs and new keys for what is stored. */
    REKEYING,
    /** Moving people to another model profile. */
    MIGRATION
}
