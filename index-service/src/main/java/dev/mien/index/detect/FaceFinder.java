package dev.mien.index.detect;

import dev.mien.index.detect.Finding.ManyFaces;
import dev.mien.index.detect.Finding.NoFace;
import dev.mien.index.detect.Finding.OneFace;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the face that a picture is about. A detector for faces near the camera looks first, where the profile has one;
 * the one for all distances looks when that saw nothing large. For one thread at a time.
 */
public final class FaceFinder implements AutoCloseable {
    /** A face this share of the picture's longer side was near: the second look would only see it again. */
    static final double NEAR_SHARE = 0.2;

    /** Boxes, largest first, that the landmarks are asked about: a wall of posters shall not cost seconds. */
    static final int MEASURED_MAX = 6;

    /** Boxes, largest first, that {@link #all} looks into. */
    public static final int SURVEYED_MAX = 16;

    private final Detector detector;
    private final Optional<Detector> near;
    private final Mesh mesh;
    private final double minPresence;
    private final double rivalFaceShare;

    /** @param networks by role */
    public FaceFinder(ModelProfile profile, Map<String, Network> networks) {
        Role landmarks = profile.role("landmarks");
        this.detector = new Detector(profile.role("detect"), networks.get("detect"));
        this.near = profile.optionalRole("detectNear").map(role -> new Detector(role, networks.get("detectNear")));
        this.mesh = new Mesh(landmarks, networks.get("landmarks"), detector.points());
        this.minPresence = landmarks.minPresence();
        this.rivalFaceShare = profile.quality().rivalFaceShare();
    }

    public Finding find(Picture picture) {
        List<Detection> boxes = detect(picture);
        Face largest = null;
        for (Detection box : boxes.subList(0, Math.min(boxes.size(), MEASURED_MAX))) {
            if (largest != null && box.area() < rivalFaceShare * largest.box().area()) {
                break;
            }
            Landmarks landmarks = mesh.measure(picture, box);
            if (landmarks.presence() < minPresence) {
                continue;
            }
            if (largest != null) {
                return new ManyFaces();
            }
            largest = new Face(box, landmarks);
        }
        return largest == null ? new NoFace() : new OneFace(largest);
    }

    /** Every face, whatever its size: both detectors look. */
    public Faces all(Picture picture) {
        List<Detection> boxes =
                new ArrayList<>(near.map(first -> whole(first, picture)).orElse(List.of()));
        boxes.addAll(whole(detector, picture));
        boxes = new ArrayList<>(OverlapMerge.merge(boxes, detector.overlap()));
        boxes.sort(Comparator.comparingDouble(Detection::area).reversed());
        List<Face> faces = new ArrayList<>();
        for (Detection box : boxes.subList(0, Math.min(boxes.size(), SURVEYED_MAX))) {
            Landmarks landmarks = mesh.measure(picture, box);
            if (landmarks.presence() >= minPresence) {
                faces.add(new Face(box, landmarks));
            }
        }
        return new Faces(faces, boxes.size() > SURVEYED_MAX);
    }

    /** Largest first. */
    List<Detection> detect(Picture picture) {
        List<Detection> faces =
                new ArrayList<>(near.map(first -> whole(first, picture)).orElse(List.of()));
        double large = NEAR_SHARE * Math.max(picture.width(), picture.height());
        if (faces.stream().noneMatch(face -> face.width() >= large)) {
            faces.addAll(whole(detector, picture));
            faces = new ArrayList<>(OverlapMerge.merge(faces, detector.overlap()));
        }
        faces.sort(Comparator.comparingDouble(Detection::area).reversed());
        return faces;
    }

    private static List<Detection> whole(Detector detector, Picture picture) {
        double side = Math.max(picture.width(), picture.height());
        return detector.detect(picture, (picture.width() - side) / 2, (picture.height() - side) / 2, side);
    }

    @Override
    public void close() {
        near.ifPresent(Detector::close);
        detector.close();
        mesh.close();
    }
}
