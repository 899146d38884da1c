package dev.mien.platform.json;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.auth.RedeemRequest;
import dev.mien.contracts.auth.Redemption;
import dev.mien.contracts.context.Ability;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.Erasure;
import dev.mien.contracts.deletion.ErasureRequest;
import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.contracts.deletion.UndoAnswer;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.contracts.enrollment.EndOfLife;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.contracts.enrollment.Learned;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.enrollment.NotActive;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfilePage;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.enrollment.StateChange;
import dev.mien.contracts.enrollment.TemplateState;
import dev.mien.contracts.event.ApplicationChanged;
import dev.mien.contracts.event.AuthenticationFailed;
import dev.mien.contracts.event.AuthenticationSucceeded;
import dev.mien.contracts.event.EnrollmentCompleted;
import dev.mien.contracts.event.EnrollmentRejected;
import dev.mien.contracts.event.EnrollmentUpdated;
import dev.mien.contracts.event.ErasureCompleted;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.IndexAdvanced;
import dev.mien.contracts.imports.ImportChange;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportKeys;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.contracts.imports.ImportState;
import dev.mien.contracts.imports.LegalBasis;
import dev.mien.contracts.imports.LineOutcome;
import dev.mien.contracts.imports.MissingKeys;
import dev.mien.contracts.imports.NewImport;
import dev.mien.contracts.imports.NewLine;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.ComparedFace;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.FaceOcclusion;
import dev.mien.contracts.index.FacePose;
import dev.mien.contracts.index.FaceQuality;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.contracts.index.IndexMark;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.contracts.index.InstalledProfiles;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.MatchThreshold;
import dev.mien.contracts.index.MigrationProgress;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.PassiveLiveness;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.PhotoFace;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.QualityFigure;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.StoredParts;
import dev.mien.contracts.index.TemplateAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Everything of the contracts that has a shape in JSON, for native executables. What a resource's signature leads to,
 * Quarkus finds; what is read or written by hand (policies, request contexts, events), it does not. So all of it stands
 * here, and a test holds the list to be complete.
 */
@RegisterForReflection(
        targets = {
            ApplicationId.class,
            Code.class,
            FacialId.class,
            SessionId.class,
            RedeemRequest.class,
            Redemption.class,
            Redemption.Decision.class,
            Ability.class,
            Engine.class,
            Liveness.class,
            LivenessStep.class,
            Operation.class,
            PayloadSource.class,
            Policy.class,
            RequestContext.class,
            Erasure.class,
            Erasure.HolderConfirmation.class,
            ErasureRequest.class,
            HandOver.class,
            LedgerEntry.class,
            LedgerEntry.Kind.class,
            LedgerPage.class,
            LedgerPage.Status.class,
            LedgerPoll.class,
            UndoAnswer.class,
            UndoRequest.class,
            Confirmation.class,
            EndOfLife.class,
            IndexImport.class,
            IndexImport.State.class,
            LookupAnswer.class,
            LookupAnswer.Known.class,
            LookupRequest.class,
            NotActive.class,
            Profile.class,
            ProfilePage.class,
            ProfileState.class,
            StateChange.class,
            Learned.class,
            TemplateState.class,
            ApplicationChanged.class,
            AuthenticationFailed.class,
            AuthenticationSucceeded.class,
            EnrollmentCompleted.class,
            EnrollmentRejected.class,
            EnrollmentUpdated.class,
            ErasureCompleted.class,
            ErasureFulfilled.class,
            ErasureRequested.class,
            EventType.class,
            IndexAdvanced.class,
            ImportChange.class,
            ImportJob.class,
            ImportJob.Counts.class,
            ImportKeys.class,
            ImportLine.class,
            ImportLinePage.class,
            ImportState.class,
            LegalBasis.class,
            LineOutcome.class,
            MissingKeys.class,
            NewImport.class,
            NewLine.class,
            Candidate.class,
            ComparedFace.class,
            Estimates.class,
            FaceBox.class,
            FaceOcclusion.class,
            FacePose.class,
            FaceQuality.class,
            HeadPosition.class,
            IndexFigures.class,
            IndexFigures.Day.class,
            IndexFigures.ProfileFaces.class,
            IndexFigures.Searches.class,
            IndexFileKey.class,
            IndexFileRequest.class,
            IndexKeys.class,
            IndexMark.class,
            InstalledProfile.class,
            InstalledProfiles.class,
            JoinRequest.class,
            MigrationProgress.class,
            MatchThreshold.class,
            OpenedParts.class,
            OpenedTemplate.class,
            PassiveLiveness.class,
            PhotoAnalysis.class,
            PhotoComparison.class,
            PhotoFace.class,
            ProbeAnswer.class,
            Purpose.class,
            QualityFigure.class,
            StoreAnswer.class,
            StoreAnswer.Outcome.class,
            StoreRequest.class,
            StoredParts.class,
            StoredParts.Outcome.class,
            TemplateAnswer.class,
            TemplateAnswer.Outcome.class
        })
final class ContractsReflection {
    private ContractsReflection() {}
}
