package dev.mien.gateway.origin;

import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The origins that any active application lets in: for answers to those who have not named theirs. */
@ApplicationScoped
public class KnownOrigins {
    private final Database database;
    private final Cors cors;

    public KnownOrigins(Database database, Cors cors) {
        this.database = database;
        this.cors = cors;
    }

    /**
     * Lets the page read this answer, if it is at home somewhere. It says nothing about whose page it is.
     *
     * @throws dev.mien.platform.problem.Refusal as {@link Origins#one}
     */
    public void letRead(List<String> originHeaders) {
        String origin = Origins.one(originHeaders);
        if (known(origin)) {
            cors.allow(origin);
        }
    }

    private boolean known(String origin) {
        String[] rules = OriginRule.permitting(origin).toArray(String[]::new);
        return rules.length > 0
                && database.write(tx -> tx.exists(
                        "select 1 from application where state = 'ACTIVE' and policy -> 'origins' ??| ?",
                        (Object) rules));
    }
}
