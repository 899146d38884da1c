package dev.mien.contracts.index;

import dev.mien.contracts.ApplicationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Parts of an index file, opened.
 *
 * @param file the file's id
 * @param source the application that it is of
 * @param through how far the search for matches has seen; null when none was made, because the policy minds no duplicates
 * @param ended whether the file's end is among them: then it is whole
 */
public record OpenedParts(
        UUID file, ApplicationId source, HeadPosition through, boolean ended, List<OpenedTemplate> templates) {
    public OpenedParts {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(source, "source");
        templates = List.copyOf(templates);
    }
}
