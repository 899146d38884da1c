package dev.mien.enrollment.index;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.StoredParts;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** index-service. Whatever it refuses, or its absence, is a {@link dev.mien.platform.problem.Refusal}. */
@ApplicationScoped
public class Index {
    private final IndexApi api;
    private final Calls calls;

    Index(@RestClient IndexApi api, Calls calls) {
        this.api = api;
        this.calls = calls;
    }

    /** Has frames looked at and searched for, to be stored. */
    public ProbeAnswer probe(String context, List<Frame> frames) {
        byte[] body = FrameList.write(frames);
        try {
            return calls.to(Services.INDEX, () -> api.probe(context, Purpose.ENROLL, body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Has frames looked at and compared with one person, to join that person's template. */
    public ProbeAnswer probe(String context, FacialId facialId, List<Frame> frames) {
        byte[] body = FrameList.write(frames);
        try {
            return calls.to(Services.INDEX, () -> api.probe(context, Purpose.ADD, facialId.toString(), body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Joins a sealed probe to a person's template; the same call again joins it once. */
    public TemplateAnswer join(String context, FacialId facialId, Purpose purpose, JoinRequest request) {
        return calls.to(Services.INDEX, () -> api.join(context, facialId.toString(), purpose, request));
    }

    /** Leaves of a person's template the enrollment alone. */
    public TemplateAnswer reset(String context, FacialId facialId) {
        return calls.to(Services.INDEX, () -> api.reset(context, facialId.toString()));
    }

    /** Stores a sealed probe; the same call again is answered the same. */
    public StoreAnswer store(String context, StoreRequest request) {
        return calls.to(Services.INDEX, () -> api.store(context, request));
    }

    /** Has parts of an index file opened, and their people searched for. */
    public OpenedParts open(String context, byte[] parts) {
        return calls.to(Services.INDEX, () -> api.open(context, parts));
    }

    /** Has some of those parts stored; the same call again is answered the same. */
    public StoredParts store(String context, List<Integer> offsets, HeadPosition through, byte[] parts) {
        return calls.to(
                Services.INDEX,
                () -> api.store(
                        context,
                        offsets,
                        through == null ? null : through.incarnation(),
                        through == null ? null : through.seq(),
                        parts));
    }
}
