package dev.mien.gateway.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Asks which of these keys have no result. */
@RegisterForReflection
public record AskMissing(List<String> keys) {}
