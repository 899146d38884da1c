package dev.mien.enrollment.imports;

import dev.mien.contracts.SessionId;
import dev.mien.contracts.imports.ImportLine;

/** What a line that comes is met with. */
public sealed interface Claim {
    /** It has a result, or is being tried: nothing is to be done. */
    record Known(ImportLine line) implements Claim {}

    /** It is to be tried, under this session. */
    record Due(SessionId session) implements Claim {}
}
