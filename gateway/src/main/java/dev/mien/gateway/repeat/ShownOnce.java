package dev.mien.gateway.repeat;

/** An answer with a secret that is shown once: it is not kept, so it cannot be given again. */
public interface ShownOnce {}
