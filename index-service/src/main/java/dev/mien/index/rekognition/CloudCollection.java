package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;

/**
 * An application's collection, as it stands in its table.
 *
 * @param made whether AWS has confirmed that it is there
 * @param faces how many can be found
 * @param going whether it is in the ledger
 */
record CloudCollection(ApplicationId application, String name, boolean made, long faces, boolean going) {

    /** Whether there is anything to search. */
    boolean searchable() {
        return made && !going;
    }
}
