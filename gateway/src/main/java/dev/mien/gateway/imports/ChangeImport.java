package dev.mien.gateway.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** @param state {@code finished} */
@RegisterForReflection
public record ChangeImport(String state) {}
