package dev.mien.gateway.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.DatabaseException;
import dev.mien.platform.sql.Tx;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Notes what became of a call as soon as it is known. Not when the answer is written: whoever has hung up gets none,
 * response filters are not asked then, and it is they who will call again. Only what succeeded is remembered: a refusal
 * changed nothing, and the same key may try again.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotencyInterceptor {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int FIRST_REFUSAL = 300;

    private final Database database;
    private final IdempotentCalls calls;
    private final Repetition repetition;
    private final ObjectMapper json;

    public IdempotencyInterceptor(Database database, IdempotentCalls calls, Repetition repetition, ObjectMapper json) {
        this.database = database;
        this.calls = calls;
        this.repetition = repetition;
        this.json = json;
    }

    @AroundInvoke
    Object around(InvocationContext invocation) throws Exception {
        // The filter bears the same name, to be bound to the same routes.
        byte[] id = invocation.getTarget() instanceof ContainerRequestFilter ? null : repetition.ends();
        if (id == null) {
            return invocation.proceed();
        }
        Object result;
        try {
            result = invocation.proceed();
        } catch (Exception refused) {
            release(id, refused);
            throw refused;
        }
        // Should this fail, what has happened stays begun, and does not happen twice.
        database.execute(tx -> note(tx, id, result));
        return result;
    }

    private void release(byte[] id, Exception refused) {
        try {
            database.execute(tx -> calls.release(tx, id));
        } catch (DatabaseException away) {
            refused.addSuppressed(away);
        }
    }

    private void note(Tx tx, byte[] id, Object result) {
        if (result instanceof Response response) {
            note(tx, id, response.getStatus(), response.getHeaderString(HttpHeaders.LOCATION), response.getEntity());
        } else {
            note(tx, id, result == null ? NO_CONTENT : OK, null, result);
        }
    }

    private void note(Tx tx, byte[] id, int status, String location, Object entity) {
        if (status >= FIRST_REFUSAL) {
            calls.release(tx, id);
        } else if (entity instanceof ShownOnce) {
            calls.shown(tx, id, status);
        } else if (repetition.anew()) {
            calls.anew(tx, id, status);
        } else {
            calls.answered(tx, id, status, location, written(entity));
        }
    }

    private String written(Object entity) {
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can always be written", e);
        }
    }
}
