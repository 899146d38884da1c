package dev.mien.auth.peers;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.testing.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * index-, enrollment- and deletion-service as tests need them: what a probe finds, who is in which state, and a ledger.
 */
public final class Peers implements AutoCloseable {
    private final Peer index = new Peer();
    private final Peer enrollment = new Peer();
    private final Peer deletion = new Peer();
    private final Ledger ledger = new Ledger();
    private final Map<FacialId, ProfileState> states = new ConcurrentHashMap<>();
    private volatile Runnable afterConfirmation = () -> {};
    private volatile Instant confirmedAt;
    private volatile boolean settling;
    private volatile String payload;

    Peers() {
        deletion.answers(ledger::answer);
        reset();
    }

    public Peer index() {
        return index;
    }

    public Peer enrollment() {
        return enrollment;
    }

    Peer deletion() {
        return deletion;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** As at the start of a test: nobody is known, and nobody is found. */
    public void reset() {
        states.clear();
        index.calls().clear();
        enrollment.calls().clear();
        afterConfirmation = () -> {};
        confirmedAt = null;
        settling = false;
        payload = null;
        enrollment.answers(this::enrollmentAnswer);
        finds(Map.of());
    }

    public void knows(FacialId facialId, ProfileState state) {
        states.put(facialId, state);
    }

    public void forgets(FacialId facialId) {
        states.remove(facialId);
    }

    /** What is linked to whoever is confirmed, and when that is. */
    public void confirms(Instant at, String linked) {
        confirmedAt = at;
        payload = linked;
    }

    /** What enrollment-service says of every occasion: whether it was the person's last of the day. */
    public void settles(boolean today) {
        settling = today;
    }

    /** Happens after enrollment-service has found the person active, and before auth-service hears of it. */
    public void afterConfirmation(Runnable action) {
        afterConfirmation = action;
    }

    /** The next probes find these, with grey band .93 to .95 and a 1:1 threshold of .94. */
    public void finds(Map<FacialId, Double> scores) {
        index.answers(_ -> probed(scores));
    }

    /** What index-service answers where a search found these; for tests with a script of their own. */
    public static Peer.Answer probed(Map<FacialId, Double> scores) {
        return Peer.Answer.ok(probe(scores, "NONE"));
    }

    /** As {@link #finds}, with certainty: a template may learn from it. */
    public void findsCertainly(Map<FacialId, Double> scores, String sealedProbe) {
        index.answers(_ -> Peer.Answer.ok(
                probe(scores, "NONE").replace("\"sealedProbe\":null", "\"sealedProbe\":\"" + sealedProbe + "\"")));
    }

    public void refusesFrames(int status, String code) {
        index.answers(_ -> Peer.Answer.ok("""
            {"refusal":"%s","status":%d,"detail":"scripted","liveness":null,"estimates":null,"candidates":[],
             "floor":0,"threshold":0,"verificationThreshold":0,"searched":0,"largestSearch":0,"profile":null,
             "searchedThrough":null,"sealedProbe":null}\
            """.formatted(code, status)));
    }

    /** As {@link #finds}, among so many faces; a thousand are as many as a search is said to tell apart. */
    public void findsAmong(long searched, Map<FacialId, Double> scores) {
        index.answers(_ -> Peer.Answer.ok(probe(scores, "NONE", searched)));
    }

    private static String probe(Map<FacialId, Double> scores, String liveness) {
        return probe(scores, liveness, 7);
    }

    private static String probe(Map<FacialId, Double> scores, String liveness, long searched) {
        String candidates = scores.entrySet().stream()
                .map(one -> "{\"facialId\":\"%s\",\"score\":%s}".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(","));
        return """
            {"refusal":null,"status":0,"detail":null,"liveness":"%s","estimates":null,"candidates":[%s],
             "floor":0.93,"threshold":0.95,"verificationThreshold":0.94,"searched":%d,"largestSearch":1000,"profile":"standard",
             "searchedThrough":{"incarnation":"%s","seq":9},"sealedProbe":null}\
            """.formatted(liveness, candidates, searched, UUID.randomUUID());
    }

    private Peer.Answer enrollmentAnswer(Peer.Call call) {
        if (call.path().endsWith("/lookup")) {
            String body = new String(call.body(), StandardCharsets.UTF_8);
            return Peer.Answer.ok("{\"known\":[%s]}"
                    .formatted(states.entrySet().stream()
                            .filter(one -> body.contains(one.getKey().toString()))
                            .map(one -> "{\"facialId\":\"%s\",\"state\":\"%s\",\"pinSet\":false}"
                                    .formatted(one.getKey(), one.getValue()))
                            .collect(Collectors.joining(","))));
        }
        if (call.path().endsWith("/occasions")) {
            return Peer.Answer.ok("{\"settled\":%s}".formatted(settling));
        }
        FacialId facialId = FacialId.of(List.of(call.path().split("/")).get(4));
        if (states.get(facialId) != ProfileState.ACTIVE) {
            return Peer.Answer.problem(404, "NOT_FOUND");
        }
        // as precise as PostgreSQL, whose word enrollment-service passes on
        Instant at = confirmedAt == null ? Instant.now().truncatedTo(ChronoUnit.MICROS) : confirmedAt;
        afterConfirmation.run();
        String linked = payload == null ? "null" : "\"" + payload.replace("\"", "\\\"") + "\"";
        return Peer.Answer.ok("{\"facialId\":\"%s\",\"confirmedAt\":\"%s\",\"payload\":%s,\"payloadSource\":%s}"
                .formatted(facialId, at, linked, payload == null ? "null" : "\"BACKEND\""));
    }

    /** How enrollment-service answers as long as a test has no script of its own for it. */
    public Function<Peer.Call, Peer.Answer> scriptedEnrollment() {
        return this::enrollmentAnswer;
    }

    /** Scores in the order given. */
    public static Map<FacialId, Double> scores(FacialId first, double score, FacialId second, double next) {
        Map<FacialId, Double> scores = new LinkedHashMap<>();
        scores.put(first, score);
        scores.put(second, next);
        return scores;
    }

    /** An application that no other test uses. */
    public static ApplicationId application() {
        return new ApplicationId(UUID.randomUUID());
    }

    public static FacialId facialId() {
        return new FacialId(UUID.randomUUID());
    }

    @Override
    public void close() {
        index.close();
        enrollment.close();
        deletion.close();
    }
}
