package dev.mien.enrollment.peers;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.contracts.deletion.UndoAnswer;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.platform.crypto.SubjectHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** deletion-service by script: a ledger without gaps, one number for each Facial ID. */
public final class FakeDeletion extends JsonPeer {
    public static final String UNDOS = "/erasures/undo";

    /** A system property: the ledger cannot be read when the service under test starts. */
    public static final String AWAY_AT_START = "mien.test.deletion-away-at-start";

    private final List<LedgerEntry> entries = new ArrayList<>();
    private BiFunction<ApplicationId, FacialId, SubjectHash> hasher;
    private boolean away = Boolean.getBoolean(AWAY_AT_START);
    private boolean heldBack;
    private long lost;

    /** The ledger itself stays: the database that follows it stays too. */
    synchronized void reset(BiFunction<ApplicationId, FacialId, SubjectHash> hash) {
        hasher = hash;
        away = false;
        heldBack = false;
        lost = 0;
        forgetCalls();
    }

    /** Numbers cannot be had, the ledger cannot be read. */
    public synchronized void goesAway() {
        away = true;
    }

    public synchronized void comesBack() {
        away = false;
        heldBack = false;
        lost = 0;
    }

    /** Numbers are given, but pollers do not see them yet. */
    public synchronized void holdsBack() {
        heldBack = true;
    }

    /** Pages come without this number, until it comes back. */
    public synchronized void loses(long number) {
        lost = number;
    }

    /** @return the number: a new one, or the one that this Facial ID has */
    public synchronized long append(ApplicationId application, FacialId facialId, boolean undo) {
        SubjectHash hash = hasher.apply(application, facialId);
        for (LedgerEntry entry : entries) {
            if (SubjectHash.of(entry.subjectHash()).equals(hash)) {
                return entry.number();
            }
        }
        long number = entries.size() + 1L;
        entries.add(new LedgerEntry(number, LedgerEntry.Kind.FACIAL_ID, hash.bytes(), application, facialId, undo));
        return number;
    }

    /** Those that were asked for in one application: a sweep takes up what other tests have left, too. */
    public List<UndoRequest> undosIn(ApplicationId application) {
        return calls(UNDOS).stream()
                .map(call -> read(call, UndoRequest.class))
                .filter(undo -> undo.applicationId().equals(application))
                .toList();
    }

    /** The last entry is lost with the ledger's database: its number will be given again. */
    public synchronized void losesTheLast() {
        entries.removeLast();
    }

    /** From now on the entry names its Facial ID by hash alone, as when every holder has confirmed. */
    public synchronized void complete(long number) {
        LedgerEntry entry = entries.get((int) number - 1);
        entries.set(
                (int) number - 1, new LedgerEntry(number, entry.kind(), entry.subjectHash(), null, null, entry.undo()));
    }

    @Override
    synchronized Answer answer(Call call) {
        if (away) {
            return away();
        }
        if (call.path().equals("/internal/v1/ledger/polls")) {
            int applied = (int) read(call, LedgerPoll.class).applied();
            int last = heldBack ? applied : entries.size();
            List<LedgerEntry> page = entries.subList(applied, last).stream()
                    .filter(entry -> entry.number() != lost)
                    .toList();
            return ok(new LedgerPage(LedgerPage.Status.FOLLOW, last, page));
        }
        if (call.path().equals("/internal/v1" + UNDOS)) {
            UndoRequest request = read(call, UndoRequest.class);
            return ok(new UndoAnswer(append(request.applicationId(), request.facialId(), !request.wasActive())));
        }
        return unknown();
    }
}
