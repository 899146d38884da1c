package dev.mien.gateway.repeat;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.Admission;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Lets a call with an {@code Idempotency-Key} happen once. Only what succeeded is remembered: a refusal changed
 * nothing, and the same key may try again.
 */
@Idempotent
@Provider
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";

    /** As the draft writes it, a string in quotes, or bare as most clients do. */
    private static final Pattern KEY =
            Pattern.compile("\"([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"|([\\x21\\x23-\\x7e]{1,255})");

    private static final int ANOTHER_CALL = 422;
    private static final int TOO_LARGE = 413;
    private static final int FIRST_REFUSAL = 300;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** No call takes so long: what was begun before that ended with its gateway. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final Database database;
    private final IdempotentCalls calls;
    private final CallMarks marks;
    private final Repetition repetition;
    private final Admission admission;
    private final Clock clock;

    public IdempotencyFilter(
            Database database,
            IdempotentCalls calls,
            CallMarks marks,
            Repetition repetition,
            Admission admission,
            Clock clock) {
        this.database = database;
        this.calls = calls;
        this.marks = marks;
        this.repetition = repetition;
        this.admission = admission;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String header = request.getHeaderString(HEADER);
        if (header == null) {
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(Bounds.REQUEST_BYTES + 1);
        if (body.length > Bounds.REQUEST_BYTES) {
            // Where the route reads no body, nothing else has looked at how large it may be.
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    TOO_LARGE,
                    "A body that comes with an Idempotency-Key may have at most " + Bounds.REQUEST_BYTES + " bytes.");
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        CallMarks.CallMark call = marks.of(
                admission.caller(),
                key(header),
                request.getMethod(),
                request.getUriInfo().getPath(),
                body);
        Instant now = clock.instant();
        switch (database.write(tx -> calls.begin(tx, call, now))) {
            case KnownCall.Fresh _ -> repetition.begins(call.id());
            case KnownCall.Anew _ -> repetition.happened();
            case KnownCall.Answered answered -> request.abortWith(again(answered));
            case KnownCall.Other _ ->
                throw Refusal.of(
                        Code.CONFLICT,
                        ANOTHER_CALL,
                        "This Idempotency-Key came with another call or body before; use another one.");
            case KnownCall.Shown _ ->
                throw Refusal.of(
                        Code.CONFLICT,
                        "This call succeeded before, and its answer showed a secret that is not kept. If it was lost,"
                                + " revoke what was created and create another under another Idempotency-Key.");
            case KnownCall.Begun begun
            when now.isAfter(begun.at().plus(LONGEST_CALL)) ->
                throw Refusal.of(
                        Code.CONFLICT,
                        "The gateway ended over this call, and whether it took effect is not known. Look, and use another"
                                + " Idempotency-Key if it did not.");
            case KnownCall.Begun _ ->
                throw Refusal.of(Code.CONFLICT, "This call is being answered; ask again.")
                        .retryAfter(SOON);
        }
    }

    /** Notes what ended before it was the resource's turn; where that was called, {@link IdempotencyInterceptor} did. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (repetition.again() && response.getStatus() < FIRST_REFUSAL) {
            response.getHeaders().putSingle(REPLAYED, "true");
        }
        byte[] id = repetition.ends();
        if (id != null) {
            database.execute(tx -> calls.release(tx, id));
        }
    }

    private static Response again(KnownCall.Answered answered) {
        Response.ResponseBuilder response = Response.status(answered.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(REPLAYED, "true")
                .entity(answered.body());
        if (answered.location() != null) {
            response.header(HttpHeaders.LOCATION, answered.location());
        }
        return response.build();
    }

    private static String key(String header) {
        var matched = KEY.matcher(header.strip());
        if (!matched.matches()) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "Idempotency-Key must be 1 to 255 visible ASCII characters, in quotes or not.");
        }
        return matched.group(1) == null ? matched.group(2) : matched.group(1);
    }
}
