package dev.mien.deletion.support;

import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.List;

/** A backup of deletion-service's database: what was written since is lost by restoring it. */
public final class Backup {
    private static final List<String> TABLES =
            List.of("ledger", "ledger_head", "confirmation", "holder_incarnation", "holder_report", "outbox");
    private final Database database;

    private Backup(Database database) {
        this.database = database;
    }

    public static Backup of(Database database) {
        database.execute(tx -> TABLES.forEach(table -> {
            tx.update("drop table if exists backup_" + table);
            tx.update("create table backup_" + table + " as table " + table);
        }));
        return new Backup(database);
    }

    /** The service must be told to begin anew: databases are restored with their service stopped. */
    public void restore() {
        database.execute(tx -> {
            tx.update("truncate " + String.join(", ", TABLES));
            TABLES.forEach(table -> restore(tx, table));
        });
    }

    private static void restore(Tx tx, String table) {
        tx.update("insert into " + table + " overriding system value select * from backup_" + table);
    }
}
