package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides about the people of some parts, and writes those who come as pending. */
@ApplicationScoped
class Judgement {
    private final Imports imports;
    private final Profiles profiles;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;

    Judgement(Imports imports, Profiles profiles, LedgerGuard guard, SubjectHasher hasher) {
        this.imports = imports;
        this.profiles = profiles;
        this.guard = guard;
        this.hasher = hasher;
    }

    /** Nobody becomes pending by this who is undecided. */
    Fates judge(Tx tx, ApplicationId application, OpenedParts parts) {
        Fates fates = new Fates(parts);
        boolean gone = !guard.mayWriteWithin(tx, hasher.of(application)) || guard.erased(tx, hasher.of(parts.source()));
        // As whom they may have been erased here, besides as this application's: an application that was made anew
        // brings nobody back, nor does the same file by way of another application.
        List<ApplicationId> elsewhere = new ArrayList<>(imports.others(tx, application, parts.file()));
        elsewhere.add(parts.source());
        // In the order of their locks, as whoever else takes several; who came first is decided by the order in the
        // file, below.
        List<OpenedTemplate> ordered = parts.templates().stream()
                .sorted(Comparator.comparingLong(
                        one -> subject(application, one).lockKey()))
                .toList();
        Set<FacialId> pending = new HashSet<>();
        for (OpenedTemplate one : ordered) {
            fates.set(one.offset(), gone ? Fate.ERASED : standing(tx, application, elsewhere, parts, one, pending));
        }
        new Arriving(tx, application, parts.file(), profiles, hasher, pending).judge(fates);
        fates.settle();
        return fates;
    }

    private Fate standing(
            Tx tx,
            ApplicationId application,
            List<ApplicationId> elsewhere,
            OpenedParts parts,
            OpenedTemplate one,
            Set<FacialId> pending) {
        SubjectHash subject = subject(application, one);
        if (!guard.mayWrite(tx, subject)
                || elsewhere.stream().anyMatch(other -> guard.erased(tx, hasher.of(other, one.facialId())))) {
            return Fate.ERASED;
        }
        return profiles.origin(tx, subject)
                .map(origin -> switch (origin.state()) {
                    case ERASING -> Fate.ERASED;
                    case ACTIVE, PAUSED -> parts.file().equals(origin.file()) ? Fate.STORE : Fate.KNOWN;
                    // Maybe by another file: that one broke off, and somebody has downloaded the index once more.
                    case PENDING -> {
                        pending.add(one.facialId());
                        yield profiles.carry(tx, subject, parts.file()) ? Fate.STORE : Fate.UNDECIDED;
                    }
                })
                .orElse(Fate.STORE);
    }

    SubjectHash subject(ApplicationId application, OpenedTemplate one) {
        return hasher.of(application, one.facialId());
    }
}
