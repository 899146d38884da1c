package dev.mien.enrollment.roles;

import dev.mien.enrollment.profile.ProfileResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what the service offers, in its compiled classes: so no new call escapes the table. */
final class Resources {
    private static final String ROOT = "dev/mien/enrollment";

    private Resources() {}

    /** Each as {@code METHOD /path}. */
    static Set<String> calls() {
        return classes()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(Resources::calls)
                .collect(Collectors.toSet());
    }

    private static Stream<String> calls(Class<?> resource) {
        if (resource.isInterface()) {
            return Stream.empty();
        }
        if (!resource.isAnnotationPresent(RolesAllowed.class)) {
            throw new AssertionError(resource + " lets everybody in");
        }
        String root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> verb(method).map(verb -> verb + " " + root + below(method)));
    }

    private static Stream<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String below(Method method) {
        return method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
    }

    private static Stream<Class<?>> classes() {
        try (Stream<java.nio.file.Path> files = Files.walk(root().resolve(ROOT))) {
            return files
                    .filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root().relativize(file).toString())
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(Resources::load)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.nio.file.Path root() {
        String file = ProfileResource.class.getSimpleName() + ".class";
        try {
            java.nio.file.Path here = java.nio.file.Path.of(
                    ProfileResource.class.getResource(file).toURI());
            // .../dev/mien/enrollment/profile/ProfileResource.class
            return here.getParent().getParent().getParent().getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
