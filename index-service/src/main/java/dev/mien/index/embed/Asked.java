package dev.mien.index.embed;

/** What is to be estimated of a face: nothing unless a policy asks, because it is more to know about a person. */
public enum Asked {
    NOTHING,
    /** What an age limit is held against; gender is not even read out of the network. */
    AGE,
    AGE_AND_GENDER
}
