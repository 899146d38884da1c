package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Judges those who may come in as far as they themselves are concerned, one after the other, by whom they look like,
 * and writes those who come as pending. For one transaction.
 */
final class Arriving {
    private final Tx tx;
    private final ApplicationId application;
    private final UUID file;
    private final Profiles profiles;
    private final SubjectHasher hasher;
    private final Set<FacialId> pending;
    private final Map<FacialId, Fate> judged = new HashMap<>();

    /** @param pending those who are pending since an upload broke off */
    Arriving(
            Tx tx,
            ApplicationId application,
            UUID file,
            Profiles profiles,
            SubjectHasher hasher,
            Set<FacialId> pending) {
        this.tx = tx;
        this.application = application;
        this.file = file;
        this.profiles = profiles;
        this.hasher = hasher;
        this.pending = Set.copyOf(pending);
    }

    void judge(Fates fates) {
        List<OpenedTemplate> all = fates.of(Fate.STORE);
        // Whoever is pending already comes first: of two with one face, the other one need not be in the ledger.
        all.stream().filter(this::isPending).forEach(one -> judge(fates, one));
        all.stream().filter(one -> !isPending(one)).forEach(one -> judge(fates, one));
    }

    private boolean isPending(OpenedTemplate one) {
        return pending.contains(one.facialId());
    }

    private void judge(Fates fates, OpenedTemplate one) {
        Fate fate = arrival(one);
        fates.set(one.offset(), fate);
        // Of one who comes with two templates, moving between model profiles: what keeps them out counts.
        judged.merge(one.facialId(), fate, (first, second) -> first == Fate.STORE ? second : first);
    }

    private Fate arrival(OpenedTemplate one) {
        SubjectHash subject = hasher.of(application, one.facialId());
        Optional<Profiles.Origin> known = profiles.origin(tx, subject);
        if (known.isPresent() && known.get().state() != ProfileState.PENDING) {
            return Fate.STORE;
        }
        // Also of who is pending by this file since an upload broke off: as long as nothing was stored of them, others
        // of that face could enroll.
        List<Fate> rivals =
                one.matches().stream().map(match -> beside(one, match)).toList();
        if (rivals.contains(Fate.DUPLICATE)) {
            return Fate.DUPLICATE;
        }
        if (rivals.contains(Fate.UNDECIDED)) {
            return Fate.UNDECIDED;
        }
        return known.isPresent() || profiles.insertCarried(tx, application, one.facialId(), subject, file)
                ? Fate.STORE
                : Fate.TAKEN;
    }

    /** What somebody comes to beside one with the same face. */
    private Fate beside(OpenedTemplate one, FacialId match) {
        return profiles.origin(tx, hasher.of(application, match))
                .map(origin -> switch (origin.state()) {
                    case ACTIVE, PAUSED -> Fate.DUPLICATE;
                    case ERASING -> Fate.STORE;
                    case PENDING -> file.equals(origin.file()) ? besideOwn(one, match) : Fate.UNDECIDED;
                })
                .orElse(Fate.STORE);
    }

    /** Beside one who is pending by this very file: whoever of the two is judged first comes in. */
    private Fate besideOwn(OpenedTemplate one, FacialId match) {
        return switch (judged.get(match)) {
            case STORE -> Fate.DUPLICATE;
            case UNDECIDED -> Fate.UNDECIDED;
            case DUPLICATE, ERASED, KNOWN, TAKEN -> Fate.STORE;
            // Their part comes later, and will be judged beside this one; pending since an upload broke off, they have
            // the better right than somebody who is not.
            case null -> isPending(one) ? Fate.STORE : Fate.DUPLICATE;
        };
    }
}
