package dev.mien.contracts.context;

/** What a request context allows its bearer to do, and nothing else. */
public enum Operation {
    /** A browser enrolls its visitor. */
    ENROLL,
    /** A browser has its visitor recognized. */
    AUTHENTICATE,
    /** An application's backend works on its own Facial IDs. */
    MANAGE,
    /** An application's backend enrolls somebody from a stored picture; the policy is {@link Policy#forImports}. */
    IMPORT
}
