package dev.mien.deletion.support;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.platform.sql.Database;
import dev.mien.testing.oidc.TestOidc;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rest of the suite, as deletion-service sees it: a gateway that asks, and four holders that follow. */
@ApplicationScoped
public class Suite {
    private final Contexts contexts;
    private final Database database;
    private final ObjectMapper json;
    private final Map<String, UUID> incarnations = new HashMap<>();

    public Suite(Contexts contexts, Database database, ObjectMapper json) {
        this.json = json;
        this.contexts = contexts;
        this.database = database;
        Services.HOLDERS.forEach(holder -> incarnations.put(holder, UUID.randomUUID()));
    }

    /** Every holder reports that it has applied and fulfilled everything up to now. */
    public void allHoldersAreUpToDate() {
        Services.HOLDERS.forEach(this::catchUp);
    }

    /** One holder follows and confirms everything. */
    public void catchUp(String holder) {
        long last = poll(holder, Math.max(0, applied(holder)), Math.max(0, fulfilled(holder)))
                .last();
        poll(holder, last, last);
    }

    public LedgerPage poll(String holder, long applied, long fulfilled) {
        return poll(holder, incarnations.get(holder), applied, fulfilled);
    }

    public LedgerPage poll(String holder, UUID incarnation, long applied, long fulfilled) {
        byte[] page = as(holder)
                .body(new LedgerPoll(holder, incarnation, applied, fulfilled))
                .post("/internal/v1/ledger/polls")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try {
            return json.readValue(page, LedgerPage.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The holder's database was restored, and the holder has taken a new incarnation. */
    public void renew(String holder) {
        incarnations.put(holder, UUID.randomUUID());
    }

    public UUID incarnation(String holder) {
        return incarnations.get(holder);
    }

    public Response handOver(String holder, List<LedgerEntry> entries) {
        List<Map<String, Object>> lines = entries.stream()
                .map(entry -> Map.<String, Object>of(
                        "number", entry.number(),
                        "kind", entry.kind().name(),
                        "subjectHash", Base64.getEncoder().encodeToString(entry.subjectHash()),
                        "undo", entry.undo()))
                .collect(Collectors.toList());
        return as(holder).body(Map.of("holder", holder, "entries", lines)).post("/internal/v1/ledger/entries");
    }

    public Response erase(ApplicationId application, FacialId facialId, long waitMillis) {
        return erase(contexts.manage(application), application, facialId, waitMillis);
    }

    public Response erase(String context, ApplicationId application, FacialId facialId, long waitMillis) {
        return as(Services.GATEWAY)
                .header(Headers.CONTEXT, context)
                .body(Map.of(
                        "applicationId",
                        application.toString(),
                        "facialId",
                        facialId.toString(),
                        "channel",
                        "backend",
                        "waitMillis",
                        waitMillis))
                .post("/internal/v1/erasures");
    }

    public Response undo(ApplicationId application, FacialId facialId) {
        return as(Services.ENROLLMENT)
                .body(Map.of("applicationId", application.toString(), "facialId", facialId.toString()))
                .post("/internal/v1/erasures/undo");
    }

    public Response find(ApplicationId application, UUID erasure) {
        return as(Services.GATEWAY)
                .header(Headers.CONTEXT, contexts.manage(application))
                .get("/internal/v1/erasures/" + erasure);
    }

    /** The ledger's highest number. */
    public long last() {
        return database.write(tx -> tx.first("select last from ledger_head", row -> row.getLong(1)))
                .orElseThrow();
    }

    public static io.restassured.specification.RequestSpecification as(String service) {
        return given().auth()
                .oauth2(TestOidc.tokenOfService(service, Services.DELETION))
                .contentType(ContentType.JSON);
    }

    private long applied(String holder) {
        return known("applied", holder);
    }

    private long fulfilled(String holder) {
        return known("fulfilled", holder);
    }

    private long known(String column, String holder) {
        return database.write(tx -> tx.first(
                        "select coalesce(max(" + column + "), 0) from holder_incarnation where holder = ?"
                                + " and incarnation = ?",
                        row -> row.getLong(1),
                        holder,
                        incarnations.get(holder)))
                .orElseThrow();
    }
}
