package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.index.file.CarriedTemplate;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.PartReader;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Search;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.resolve.Limits;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes parts of a file into an index, in two steps with enrollment-service in between, as an enrollment does: opened
 * and searched for, then stored once their people's profiles are pending. Thread safe.
 */
public final class Upload {
    private final FaceAnalysis analysis;
    private final Replica replica;
    private final CarriedStoring storing;

    public Upload(FaceAnalysis analysis, Replica replica, CarriedStoring storing) {
        this.analysis = analysis;
        this.replica = replica;
        this.storing = storing;
    }

    /** One of them. @param offset of its part among those that were sent */
    record Offered(int offset, String profile, CarriedTemplate template) {}

    /** Opened parts, whose templates are zeroed on close. */
    private record Opened(FileHeader header, List<Offered> templates, boolean ended) implements AutoCloseable {
        @Override
        public void close() {
            templates.forEach(one -> one.template().close());
        }
    }

    /**
     * Whose templates these are, and who looks like them.
     *
     * @throws Refusal INVALID_REQUEST when a part is not what was written; CONFLICT when this installation cannot hold them
     */
    public OpenedParts open(RequestContext context, IndexFileBatch batch) {
        Download.requireOwnEngine(context);
        try (Opened opened = opened(context.policy(), batch)) {
            HeadPosition through = null;
            List<OpenedTemplate> told = new ArrayList<>();
            if (context.policy().duplicatesRefused() && !opened.templates().isEmpty()) {
                replica.catchUp(context.application());
                List<Offered> earlier = new ArrayList<>();
                for (Offered one : opened.templates()) {
                    Searched searched = search(context, one);
                    // What the first of them has not seen, the store compares with.
                    through = through == null ? searched.through() : through;
                    told.add(told(one, matches(context, one, searched, earlier)));
                    earlier.add(one);
                }
            } else {
                opened.templates().forEach(one -> told.add(told(one, List.of())));
            }
            return new OpenedParts(
                    opened.header().file(),
                    new ApplicationId(opened.header().application()),
                    through,
                    opened.ended(),
                    told);
        }
    }

    /**
     * Stores some of them, once.
     *
     * @param offsets which of the parts, counted from 0
     * @param through what {@link #open} has told; null when it has told nothing
     * @throws Refusal as {@link #open}, or 503 when the index has become another one since
     */
    public StoredParts store(
            RequestContext context, IndexFileBatch batch, List<Integer> offsets, HeadPosition through) {
        Download.requireOwnEngine(context);
        if (context.policy().duplicatesRefused() && through == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The policy refuses duplicates, and nobody has looked for any.");
        }
        try (Opened opened = opened(context.policy(), batch)) {
            List<Offered> wanted = offsets.stream()
                    .map(offset -> opened.templates().stream()
                            .filter(one -> one.offset() == offset)
                            .findFirst()
                            .orElseThrow(() ->
                                    Refusal.of(Code.INVALID_REQUEST, "There is no template at offset " + offset + ".")))
                    .toList();
            if (wanted.isEmpty()) {
                return new StoredParts(List.of());
            }
            return storing.store(
                    context,
                    new ApplicationId(opened.header().application()),
                    wanted,
                    context.policy().duplicatesRefused() ? through : null);
        }
    }

    private Opened opened(Policy policy, IndexFileBatch batch) {
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

    private Searched search(RequestContext context, Offered one) {
        try (Query query = Query.of(one.template().vector())) {
            return replica.search(
                    context.application(),
                    new Search(
                            one.profile(),
                            query,
                            faces -> threshold(context, one, faces),
                            Candidates.MOST,
                            Scope.EVERYONE));
        }
    }

    private List<FacialId> matches(RequestContext context, Offered one, Searched searched, List<Offered> earlier) {
        FacialId own = one.template().facialId();
        List<FacialId> matches = new ArrayList<>(searched.hits().stream()
                .map(Hit::facialId)
                .filter(found -> !found.equals(own))
                .toList());
        double threshold = threshold(context, one, searched.searched());
        for (Offered other : earlier) {
            if (other.profile().equals(one.profile())
                    && !other.template().facialId().equals(own)
                    && other.template().vector().similarity(one.template().vector()) >= threshold) {
                matches.add(other.template().facialId());
            }
        }
        return matches;
    }

    private double threshold(RequestContext context, Offered one, long faces) {
        return Limits.ofSearch(analysis.thresholds(one.profile()).orElseThrow(), context.policy(), faces)
                .threshold();
    }

    private static OpenedTemplate told(Offered one, List<FacialId> matches) {
        return new OpenedTemplate(
                one.offset(), one.template().facialId(), one.template().paused(), matches);
    }
}
