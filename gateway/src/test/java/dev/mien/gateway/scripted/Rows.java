package dev.mien.gateway.scripted;

import dev.mien.platform.sql.Database;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks into the gateway's database as a thief would: every table, every row, as text. */
@Singleton
public class Rows {
    private final Database database;

    public Rows(Database database) {
        this.database = database;
    }

    /** The tables that hold these characters anywhere, bytes included. */
    public List<String> tablesWith(String secret) {
        return tables().stream().filter(table -> holds(table, secret)).toList();
    }

    public List<String> tables() {
        return database.snapshot(tx -> tx.list(
                "select table_name from information_schema.tables where table_schema = 'public' order by 1",
                row -> row.getString(1)));
    }

    /** @param from what follows {@code from} */
    public long count(String from) {
        return database.snapshot(tx -> tx.first("select count(*) from " + from, row -> row.getLong(1)))
                .orElseThrow();
    }

    public String one(String query, Object... parameters) {
        return database.snapshot(tx -> tx.first(query, row -> row.getString(1), parameters))
                .orElseThrow();
    }

    /** Changes what is there, as an earlier version of the service would have left it. */
    public void execute(String statement, Object... parameters) {
        database.execute(tx -> tx.update(statement, parameters));
    }

    private boolean holds(String table, String secret) {
        // Bytes are shown as hex by Postgres; a text in a bytea is looked for in that form too.
        String hex = java.util.HexFormat.of().formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return database.snapshot(tx -> tx.exists(
                "select 1 from \"" + table + "\" t where position(? in t::text) > 0 or position(? in t::text) > 0",
                secret,
                hex));
    }
}
