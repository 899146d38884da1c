package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides about the people of some parts, and writes those who come as pending. */
@ApplicationScoped
class Judgement {
    private static final Duration SOON = Duration.ofSeconds(2);

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

    /**
     * @return by the templates' offsets
     * @throws Refusal 503 when it depends on an enrollment that is not decided; nothing is written then
     */
    Map<Integer, Fate> judge(Tx tx, ApplicationId application, OpenedParts parts) {
        Map<Integer, Fate> fates = new HashMap<>();
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
        for (OpenedTemplate one : ordered) {
            fates.put(one.offset(), gone ? Fate.ERASED : standing(tx, application, elsewhere, parts, one));
        }
        for (OpenedTemplate one : parts.templates()) {
            if (fates.get(one.offset()) == Fate.STORE) {
                fates.put(one.offset(), arrival(tx, application, parts.file(), one));
            }
        }
        return fates;
    }

    private Fate standing(
            Tx tx, ApplicationId application, List<ApplicationId> elsewhere, OpenedParts parts, OpenedTemplate one) {
        SubjectHash subject = subject(application, one);
        if (!guard.mayWrite(tx, subject)
                || elsewhere.stream().anyMatch(other -> guard.erased(tx, hasher.of(other, one.facialId())))) {
            return Fate.ERASED;
        }
        return profiles.origin(tx, subject)
                .map(origin -> switch (origin.state()) {
                    case ERASING -> Fate.ERASED;
                    case ACTIVE, PAUSED -> parts.file().equals(origin.file()) ? Fate.STORE : Fate.KNOWN;
                    case PENDING -> {
                        if (!parts.file().equals(origin.file())) {
                            throw undecided();
                        }
                        yield Fate.STORE;
                    }
                })
                .orElse(Fate.STORE);
    }

    private Fate arrival(Tx tx, ApplicationId application, UUID file, OpenedTemplate one) {
        SubjectHash subject = subject(application, one);
        Optional<Profiles.Origin> known = profiles.origin(tx, subject);
        if (known.isPresent() && known.get().state() != ProfileState.PENDING) {
            return Fate.STORE;
        }
        // Also of who is pending by this file since an upload broke off: as long as nothing was stored of them, others
        // of that face could enroll. Two of one file who are both pending were told apart already.
        for (FacialId match : one.matches()) {
            if (isSomebody(tx, application, file, match, known.isEmpty())) {
                return Fate.DUPLICATE;
            }
        }
        return known.isPresent() || profiles.insertCarried(tx, application, one.facialId(), subject, file)
                ? Fate.STORE
                : Fate.TAKEN;
    }

    /** @param counts whether those count who are pending by this very file */
    private boolean isSomebody(Tx tx, ApplicationId application, UUID file, FacialId match, boolean counts) {
        return profiles.origin(tx, hasher.of(application, match))
                .map(origin -> switch (origin.state()) {
                    case ACTIVE, PAUSED -> true;
                    case ERASING -> false;
                    case PENDING -> {
                        // Of this very file: earlier in it, or of an interrupted import that goes on.
                        if (!file.equals(origin.file())) {
                            throw undecided();
                        }
                        yield counts;
                    }
                })
                .orElse(false);
    }

    SubjectHash subject(ApplicationId application, OpenedTemplate one) {
        return hasher.of(application, one.facialId());
    }

    private static Refusal undecided() {
        return Refusal.later(
                "An enrollment that this import depends on is still undecided; send the file again.", SOON);
    }
}
