package dev.mien.auth.index;

import dev.mien.auth.decide.Claim;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Has frames looked at and searched for. */
@ApplicationScoped
public class Probes {
    private final ProbeApi index;
    private final Calls calls;

    Probes(@RestClient ProbeApi index, Calls calls) {
        this.index = index;
        this.calls = calls;
    }

    /**
     * @param context the gateway's word, passed on
     * @throws dev.mien.platform.problem.Refusal 503 when index-service cannot answer
     */
    public ProbeAnswer probe(String context, Claim claim, List<Frame> frames) {
        String only = claim instanceof Claim.Named(FacialId named) ? named.toString() : null;
        List<String> among = claim instanceof Claim.OneOf(List<FacialId> some)
                ? some.stream().map(FacialId::toString).toList()
                : List.of();
        byte[] body = FrameList.write(frames);
        try {
            return calls.to(Services.INDEX, () -> index.probe(context, Purpose.RECOGNIZE, only, among, body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }
}
