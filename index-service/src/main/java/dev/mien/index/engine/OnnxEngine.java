package dev.mien.index.engine;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.index.erasure.IndexPurge;
import dev.mien.index.figures.Figures;
import dev.mien.index.gallery.Scope;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.learn.Learning;
import dev.mien.index.photo.FacePhotos;
import dev.mien.index.probe.Probing;
import dev.mien.index.store.Storing;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.sql.Database;
import java.util.List;

/** The engine that needs nobody else: templates under heads, searched in the memory of replicas. */
public final class OnnxEngine implements FacialEngine {
    private final Probing probing;
    private final Storing storing;
    private final Learning learning;
    private final FacePhotos photos;
    private final IndexPurge purge;
    private final Figures figures;
    private final Heads heads;
    private final Database database;

    public OnnxEngine(
            Probing probing,
            Storing storing,
            Learning learning,
            FacePhotos photos,
            IndexPurge purge,
            Figures figures,
            Heads heads,
            Database database) {
        this.photos = photos;
        this.probing = probing;
        this.storing = storing;
        this.learning = learning;
        this.purge = purge;
        this.figures = figures;
        this.heads = heads;
        this.database = database;
    }

    @Override
    public Engine kind() {
        return Engine.ONNX;
    }

    @Override
    public ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames) {
        return probing.probe(context, purpose, scope, frames);
    }

    @Override
    public StoreAnswer store(RequestContext context, StoreRequest request) {
        return storing.store(context, request);
    }

    @Override
    public TemplateAnswer join(RequestContext context, FacialId facialId, JoinRequest request) {
        return learning.join(context, facialId, request);
    }

    @Override
    public TemplateAnswer reset(RequestContext context, FacialId facialId) {
        return learning.reset(context, facialId);
    }

    @Override
    public IndexFigures figures(RequestContext context) {
        return figures.of(context);
    }

    @Override
    public PhotoComparison compare(RequestContext context, List<Frame> two) {
        return photos.compare(context.policy().profile(), two);
    }

    @Override
    public Holder holder() {
        return purge;
    }

    @Override
    public long count(ApplicationId application) {
        return database.single(
                tx -> heads.read(tx, application).map(Head::count).orElse(0L));
    }
}
