package dev.mien.index.carry;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.index.file.CarriedTemplate;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.PartReader;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Opens parts of a file, and refuses a file whose templates nothing here could be compared with. Thread safe.
 */
final class PartOpening {
    private final FaceAnalysis analysis;

    PartOpening(FaceAnalysis analysis) {
        this.analysis = analysis;
    }

    /** A template that came in a part. @param offset of the part among those that were sent */
    record Offered(int offset, String profile, CarriedTemplate template) {}

    /** Opened parts, whose templates are zeroed on close. */
    record Opened(FileHeader header, List<Offered> templates, boolean ended) implements AutoCloseable {
        @Override
        public void close() {
            templates.forEach(one -> one.template().close());
        }
    }

    /**
     * @return the caller's to close
     * @throws Refusal INVALID_REQUEST when a part is not what was written; CONFLICT when this installation, or this
     *     application, cannot hold them
     */
    Opened open(Policy policy, IndexFileBatch batch) {
        List<Offered> templates = new ArrayList<>();
        boolean ended = false;
        boolean whole = false;
        try (FileKey key = FileKey.parse(batch.key())) {
            PartReader reader = new PartReader(batch.opening(), key);
            requireProfiles(reader.header());
            requireUse(policy, reader.header());
            for (int offset = 0; offset < batch.parts().size(); offset++) {
                switch (reader.read(batch.parts().get(offset), batch.first() + offset)) {
                    case PartReader.Part.Template(CarriedTemplate template) ->
                        templates.add(new Offered(
                                offset,
                                reader.header()
                                        .profiles()
                                        .get(template.profile())
                                        .name(),
                                template));
                    case PartReader.Part.End end -> ended = true;
                }
            }
            whole = true;
            return new Opened(reader.header(), templates, ended);
        } catch (IndexFileException wrong) {
            throw Refusal.of(Code.INVALID_REQUEST, wrong.getMessage());
        } finally {
            if (!whole) {
                templates.forEach(one -> one.template().close());
            }
        }
    }

    /** A name is not enough: scores of vectors that another network has made mean nothing. */
    private void requireProfiles(FileHeader header) {
        for (FileHeader.Profile profile : header.profiles()) {
            if (analysis.thresholds(profile.name()).isEmpty()) {
                throw Refusal.of(
                        Code.CONFLICT,
                        "The file has templates of the model profile " + profile.name()
                                + ", which is not installed here: ./mien models pull installs it.");
            }
            if (!Objects.equals(analysis.digest(profile.name()).orElse(null), profile.digest())) {
                throw Refusal.of(
                        Code.CONFLICT,
                        "The file's templates were made by another version of the model profile " + profile.name()
                                + " than the one that is installed here: install the file's.");
            }
        }
    }

    /** People whom nobody could recognize, and whom no duplicate would be compared with, do not come in. */
    private static void requireUse(Policy policy, FileHeader header) {
        List<String> names =
                header.profiles().stream().map(FileHeader.Profile::name).toList();
        if (!names.isEmpty()
                && names.stream().noneMatch(name -> name.equals(policy.profile()) || name.equals(policy.movingTo()))) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "The file's templates are of the model profile " + names.getFirst()
                            + ", and nobody could be recognized by them here: the application uses "
                            + policy.profile() + ". Create one that uses the file's.");
        }
    }
}
