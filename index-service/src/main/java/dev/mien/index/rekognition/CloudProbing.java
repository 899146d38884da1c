package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.gallery.Scope;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.probe.FaceAnalysis.Sighting;
import dev.mien.index.probe.Looking;
import dev.mien.index.probe.Probing;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.vault.FrameContents;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Makes probes. The frames are looked at here, as for every engine: liveness, quality and whether they show one person
 * are judged before anything leaves the machine. Then the one frame that shows the face best is sent, bare of all but
 * pixels.
 */
final class CloudProbing {
    /** A second face of at least this share of the first one's area makes it a picture of several. */
    private static final double RIVAL_SHARE = 0.5;

    private final FaceAnalysis analysis;
    private final Looking looking;
    private final AwsFaces aws;
    private final CloudCollections collections;
    private final People people;
    private final FrameSeal seal;
    private final Database database;
    private final Similarities similarities;
    private final Clock clock;

    CloudProbing(
            FaceAnalysis analysis,
            AwsFaces aws,
            CloudCollections collections,
            People people,
            FrameSeal seal,
            Database database,
            Similarities similarities,
            Clock clock) {
        this.analysis = analysis;
        this.looking = new Looking(analysis);
        this.aws = aws;
        this.collections = collections;
        this.people = people;
        this.seal = seal;
        this.database = database;
        this.similarities = similarities;
        this.clock = clock;
    }

    ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames) {
        if (purpose == Purpose.ENROLL && !(scope instanceof Scope.Everyone)) {
            throw Refusal.of(Code.INVALID_REQUEST, "A probe for enrolment is compared with everybody.");
        }
        if (purpose == Purpose.ADD) {
            throw Refusal.of(Code.CONFLICT, "What Amazon Rekognition has stored of a face cannot be added to.");
        }
        if (scope instanceof Scope.Among) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "facialIds: Amazon Rekognition searches everybody or compares with one; name one as facialId.");
        }
        Policy policy = context.policy();
        looking.require(policy, purpose, frames.size());
        return switch (analysis.look(policy.profile(), frames, looking.wanted(context, purpose))) {
            case Sighting.Unusable(var code, var status, var detail) -> ProbeAnswer.refused(code, status, detail);
            case Sighting.Busy(var pause) ->
                throw Refusal.later("index-service is busy looking at other faces.", pause);
            case Sighting.Seen seen -> {
                // Our own vector has told that the frames show one person; it is compared with nobody.
                seen.vector().close();
                yield sent(context, purpose, scope, seen, frames.get(seen.frame()));
            }
        };
    }

    private ProbeAnswer sent(RequestContext context, Purpose purpose, Scope scope, Sighting.Seen seen, Frame chosen) {
        try (Bare bare = Bare.of(chosen, seen.box())) {
            return answer(context, purpose, scope, seen, bare);
        } catch (Refusal unfit) {
            if (unfit.code() != Code.INVALID_IMAGE) {
                throw unfit;
            }
            return refused(unfit);
        }
    }

    private ProbeAnswer answer(RequestContext context, Purpose purpose, Scope scope, Sighting.Seen seen, Bare bare) {
        SecretBytes picture = bare.picture();
        if (purpose == Purpose.ENROLL) {
            Optional<ProbeAnswer> refused = unclear(bare);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        ApplicationId application = context.application();
        Optional<CloudCollection> collection = database.single(tx -> collections.find(tx, application));
        List<Candidate> candidates = List.of();
        if (collection.filter(CloudCollection::searchable).isPresent()) {
            switch (aws.search(collection.get().name(), picture, similarities.floor(), Candidates.MOST)) {
                case AwsFaces.Sought.NoCollection _ ->
                    throw Trouble.collectionMissing(collection.get().name());
                case AwsFaces.Sought.Unusable(Refusal refusal) -> {
                    return refused(refusal);
                }
                case AwsFaces.Sought.Found(var matches, var searched) -> {
                    if (!bare.shows(searched)) {
                        return refused(another());
                    }
                    candidates = people.behind(application, matches);
                }
            }
        }
        long faces = collection.map(CloudCollection::faces).orElse(0L);
        return answer(context, purpose, scope, seen, picture, candidates, faces);
    }

    private ProbeAnswer answer(
            RequestContext context,
            Purpose purpose,
            Scope scope,
            Sighting.Seen seen,
            SecretBytes picture,
            List<Candidate> candidates,
            long faces) {
        List<Candidate> wanted = candidates.stream()
                .filter(candidate -> scope.includes(candidate.facialId()))
                .toList();
        return new ProbeAnswer(
                null,
                0,
                null,
                context.policy().liveness(),
                seen.estimates(),
                wanted,
                similarities.floor(),
                similarities.threshold(),
                similarities.threshold(),
                scope instanceof Scope.Everyone ? faces : wanted.size(),
                similarities.largestSearch(),
                context.policy().profile(),
                null,
                purpose == Purpose.ENROLL ? seal(context, picture) : null);
    }

    /** Whose face AWS would store: it takes the largest one that it sees, which must be the one that we have judged. */
    private Optional<ProbeAnswer> unclear(Bare bare) {
        return switch (aws.detect(bare.picture())) {
            case AwsFaces.Detected.Unusable(Refusal refusal) -> Optional.of(refused(refusal));
            case AwsFaces.Detected.Faces(var places) -> {
                if (places.isEmpty()) {
                    yield Optional.of(refused(Refusal.of(Code.NO_FACES_DETECTED)));
                }
                FaceBox largest = places.getFirst();
                boolean rivalled =
                        places.size() > 1 && AwsFaces.area(places.get(1)) >= RIVAL_SHARE * AwsFaces.area(largest);
                yield rivalled
                        ? Optional.of(refused(Refusal.of(Code.MANY_FACES)))
                        : bare.shows(largest) ? Optional.empty() : Optional.of(refused(another()));
            }
        };
    }

    private static Refusal another() {
        return Refusal.of(
                Code.MANY_FACES, "Amazon Rekognition sees another face on the picture, and takes it for the first.");
    }

    private String seal(RequestContext context, SecretBytes picture) {
        // Not closed: the picture is the caller's.
        return seal.seal(
                context.application(),
                new FrameContents(context.jti(), clock.instant().plus(Probing.PROBE_LIFE), picture));
    }

    private static ProbeAnswer refused(Refusal refusal) {
        return ProbeAnswer.refused(refusal.code(), refusal.status(), refusal.detail());
    }
}
