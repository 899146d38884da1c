package dev.mien.testing.postgres;

/**
 * What PostgreSQL's statistics know of people: samples of columns' values, which no purge reaches (E3). SQL for one
 * transaction that is rolled back in the end: what it analyzes nobody else sees.
 */
public final class Samples {
    private Samples() {}

    /** Puts an event about each person of the table into the outbox, where it lies until a relay comes. */
    public static String toldOf(String table) {
        return "insert into outbox (ce_id, type, topic, key, subject, occurred_at, body)"
                + " select gen_random_uuid(), 't', 't', facial_id::text, facial_id::text, now(),"
                + " convert_to(facial_id::text, 'UTF8') from " + table;
    }

    /**
     * The columns of which a sample names somebody of the table, by their Facial ID as text or as bytes; or holds what
     * is theirs.
     *
     * @param theirs columns of the table with bytes that are nobody else's
     */
    public static String naming(String table, String... theirs) {
        StringBuilder sql = new StringBuilder("with sample as (select tablename || '.' || attname as name,"
                + " concat(most_common_vals::text, histogram_bounds::text) as held from pg_stats"
                + " where schemaname = 'public') select distinct name from sample, " + table
                + " where held like '%' || facial_id || '%'"
                + " or held like '%' || encode(convert_to(facial_id::text, 'UTF8'), 'hex') || '%'");
        for (String column : theirs) {
            sql.append(" or held like '%' || encode(").append(column).append(", 'hex') || '%'");
        }
        return sql.toString();
    }

    /** Has a column sampled, as any is of which nothing is said. */
    public static String sampledAfterAll(String table, String column) {
        return "alter table " + table + " alter column " + column + " set statistics -1";
    }
}
