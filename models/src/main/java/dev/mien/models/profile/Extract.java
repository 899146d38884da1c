package dev.mien.models.profile;

import java.util.Optional;

/**
 * Which part of a source a model is made of.
 *
 * @param from the source's name in the profile
 * @param member the file within the source's archive; absent when the source is the file itself
 * @param offset the first byte of the part, zero when absent
 * @param length how many bytes, all the rest when absent
 * @param manifest another member, which describes the first one
 * @param describedBy another source, whose file describes this one; where a manifest is no member of the same archive
 */
public record Extract(
        String from,
        Optional<String> member,
        Optional<Long> offset,
        Optional<Long> length,
        Optional<String> manifest,
        Optional<String> describedBy) {

    /** Stands for the member's name where the source is the file itself. */
    public static final String WHOLE_FILE = "";

    public Extract {
        Checks.present(from, "source.from");
        if (offset.orElse(0L) < 0 || length.orElse(1L) < 1) {
            throw new InvalidProfile("source: a part that starts at %s and has %s bytes"
                    .formatted(offset.orElse(0L), length.orElse(0L)));
        }
        if (manifest.isPresent() && describedBy.isPresent()) {
            throw new InvalidProfile("source: either a manifest or describedBy, not both");
        }
    }

    /** The member's name, or {@link #WHOLE_FILE}. */
    public String part() {
        return member.orElse(WHOLE_FILE);
    }

    public static Extract member(String from, String member) {
        return new Extract(
                from, Optional.of(member), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
