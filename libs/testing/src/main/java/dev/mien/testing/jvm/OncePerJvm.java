package dev.mien.testing.jvm;

import java.util.function.Supplier;

/**
 * Makes a thing once for the whole JVM. Quarkus loads test resources again for each application, so a static field
 * would be one for each; system properties are shared by all.
 */
public final class OncePerJvm {
    private OncePerJvm() {}

    /** The description under that name; made by the first caller while the others wait. */
    public static String get(String name, Supplier<String> maker) {
        var properties = System.getProperties();
        synchronized (properties) {
            var known = properties.getProperty(name);
            if (known == null) {
                known = maker.get();
                properties.setProperty(name, known);
            }
            return known;
        }
    }
}
