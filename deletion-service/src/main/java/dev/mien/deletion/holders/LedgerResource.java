package dev.mien.deletion.holders;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.deletion.takeover.HandOvers;
import dev.mien.platform.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;

/** The ledger as holders see it. Each speaks for itself alone. */
@Path("/internal/v1/ledger")
@RolesAllowed({Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.GATEWAY})
@RunOnVirtualThread
public class LedgerResource {
    private final Polls polls;
    private final HandOvers handOvers;
    private final SecurityIdentity caller;

    public LedgerResource(Polls polls, HandOvers handOvers, SecurityIdentity caller) {
        this.polls = polls;
        this.handOvers = handOvers;
        this.caller = caller;
    }

    @POST
    @Path("/polls")
    public LedgerPage poll(LedgerPoll poll) {
        requireOwn(present(poll).holder());
        return polls.answer(poll);
    }

    @POST
    @Path("/entries")
    public void handOver(HandOver entries) {
        requireOwn(present(entries).holder());
        handOvers.take(entries);
    }

    private void requireOwn(String holder) {
        if (!Services.HOLDERS.contains(holder) || !caller.hasRole(holder)) {
            throw Refusal.of(Code.FORBIDDEN);
        }
    }

    private static <T> T present(T body) {
        if (Objects.isNull(body)) {
            throw Refusal.of(Code.INVALID_REQUEST, "A body is needed.");
        }
        return body;
    }
}
