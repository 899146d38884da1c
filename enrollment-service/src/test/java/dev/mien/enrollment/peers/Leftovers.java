package dev.mien.enrollment.peers;

import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Database;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Looks for a person in every column of every table, in whatever form: also in tables that are not there yet. */
@Singleton
public class Leftovers {
    private final Database database;

    Leftovers(Database database) {
        this.database = database;
    }

    /** @return tables in which this Facial ID stands: as a UUID, as text, or as bytes of either */
    public List<String> naming(FacialId facialId) {
        String text = facialId.toString();
        return tables().stream()
                .filter(table -> holds(table, text)
                        || holds(table, text.replace("-", ""))
                        || holds(table, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    /** @return tables in which this hash stands */
    public List<String> of(SubjectHash subject) {
        String hex = HexFormat.of().formatHex(subject.bytes());
        return tables().stream().filter(table -> holds(table, hex)).toList();
    }

    /** @return tables in which this text stands, as it is or as bytes */
    public List<String> holding(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return tables().stream()
                .filter(table -> holds(table, text) || holds(table, hex))
                .toList();
    }

    private List<String> tables() {
        return database.write(tx -> tx.list(
                "select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' order by 1",
                row -> row.getString(1)));
    }

    private boolean holds(String table, String text) {
        // The whole row as text: bytea comes as hexadecimal digits.
        return database.write(
                tx -> tx.exists("select 1 from \"" + table + "\" t where t::text like ?", "%" + text + "%"));
    }
}
