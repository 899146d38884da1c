package dev.mien.index.own;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A profile {@code own} that is made from nothing: a detector in the manner of SCRFD, which sees a face in the middle
 * of every picture, and an embedder in that of ArcFace.
 */
public final class OwnProfile {
    /** The output of {@link #estimating} beside the years, as it stands in the profile's YAML. */
    public static final String GENDERS = "genders: {name: both, shape: [N, 1, 2]}";

    private static final int DETECTOR = 64;

    /** Where ArcFace expects eyes, nose and corners of the mouth, in its 112 pixels. */
    private static final double[][] ARC_FACE = {
        {38.2946, 51.6963}, {73.5318, 51.5014}, {56.0252, 71.7366}, {41.5493, 92.3655}, {70.7299, 92.2041}
    };

    private OwnProfile() {}

    /** @param models the directory that profiles lie in */
    public static void install(Path models) throws Exception {
        Path folder = Files.createDirectories(models.resolve("own"));
        byte[] detector = MadeNetwork.answering(
                DETECTOR, Map.of("score_32", detectorRows(1), "bbox_32", detectorRows(4), "kps_32", detectorRows(10)));
        byte[] mesh = MadeNetwork.answering(
                32,
                Map.of("points", new float[][] {{8, 12, 0, 24, 12, 0, 16, 26, 0}}, "presence", new float[][] {{9}}));
        byte[] embedder = MadeNetwork.thumbnail();
        Files.write(folder.resolve("detector.onnx"), detector);
        Files.write(folder.resolve("mesh.onnx"), mesh);
        Files.write(folder.resolve("embedder.onnx"), embedder);
        Files.writeString(folder.resolve("own-calibration.json"), calibration());
        Files.writeString(
                folder.resolve("own.yaml"), profile().formatted(sha256(detector), sha256(mesh), sha256(embedder)));
    }

    /**
     * Gives the profile a role {@code age} whose network takes everybody for 30 years old, and for a man with the first
     * probability, a woman with the second.
     *
     * @param outputs beside {@code years}, as they stand in the profile's YAML
     * @param genders the role's field of that name; empty for none
     */
    public static void estimating(Path models, float[] probabilities, String outputs, String genders) throws Exception {
        byte[] network =
                MadeNetwork.answering(32, Map.of("years", new float[][] {{30}}, "both", new float[][] {probabilities}));
        Files.write(models.resolve("own/age.onnx"), network);
        Path file = models.resolve("own/own.yaml");
        String role = """
                  age:
                    file: age.onnx
                    sha256: %s
                    licence: MIT
                    input: {name: input, width: 32, height: 32, colours: RGB, mean: [0], scale: [1]}
                    crop: {around: box, enlarge: 1.0}
                    outputs: {years: {name: years, shape: [N, 1, 1]}%s}
                %s
                alignment:
                """.formatted(
                        sha256(network),
                        outputs.isEmpty() ? "" : ", " + outputs,
                        genders.isEmpty() ? "" : "    genders: " + genders);
        Files.writeString(file, Files.readString(file).replace("alignment:\n", role));
    }

    /** Two by two cells of two boxes each; the first of the last cell, whose corner is the picture's middle, is a face. */
    private static float[][] detectorRows(int floats) {
        float[][] rows = new float[8][floats];
        float[] face = rows[6];
        switch (floats) {
            case 1 -> face[0] = 0.9f;
            case 4 -> Arrays.fill(face, 0.5f);
            default -> {
                for (int p = 0; p < ARC_FACE.length; p++) {
                    // The chip's 112 pixels are the box's 32, around (32, 32); in strides of 32.
                    face[2 * p] = (float) ((ARC_FACE[p][0] - 56) / 112);
                    face[2 * p + 1] = (float) ((ARC_FACE[p][1] - 56) / 112);
                }
            }
        }
        return rows;
    }

    private static String calibration() {
        String genuine = Arrays.stream(new int[] {0, 0, 0, 10, 40, 950})
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return """
                {"from": -0.2, "step": 0.2, "genuine": [%s], "impostor": [500000, 400000, 90000, 9000, 900, 100],
                 "provenance": {"data": "made up in a test"}}
                """.formatted(genuine);
    }

    private static String sha256(byte[] model) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    }

    /** As it stands in docs/models.md, but for sizes and names. */
    private static String profile() {
        return """
                name: own
                dimensions: 512
                card:
                  title: made in a test
                  licences: [MIT]
                  commercialUse: Permitted.
                  trainingData: None.
                roles:
                  detect:
                    file: detector.onnx
                    sha256: %s
                    licence: MIT
                    input:
                      name: input
                      width: 64
                      height: 64
                      colours: RGB
                      mean: [127.5]
                      scale: [0.0078125]
                    outputs:
                      scores32: {name: score_32, shape: [N, 8, 1]}
                      boxes32: {name: bbox_32, shape: [N, 8, 4]}
                      points32: {name: kps_32, shape: [N, 8, 10]}
                    decoder:
                      kind: scrfd
                      anchors: [{stride: 32, perCell: 2}]
                      points: [rightEye, leftEye, noseTip, mouthRight, mouthLeft]
                      minScore: 0.5
                      overlap: 0.4
                  landmarks:
                    file: mesh.onnx
                    sha256: %s
                    licence: MIT
                    input: {name: input, width: 32, height: 32, colours: RGB, mean: [0], scale: [1]}
                    crop: {around: box, enlarge: 1.0}
                    outputs:
                      points: {name: points, shape: [N, 1, 9]}
                      presence: {name: presence, shape: [N, 1, 1]}
                    decoder: {kind: mesh, minPresence: 0.5}
                  embed:
                    file: embedder.onnx
                    sha256: %s
                    licence: MIT
                    input: {name: input.1, width: 112, height: 112, colours: RGB, mean: [127.5], scale: [0.007843137]}
                    outputs:
                      embedding: {name: "683", shape: [N, 512]}
                alignment:
                  from: detect
                  size: 112
                  padding: 0
                  points:
                    - {point: rightEye, x: 0.3419161, y: 0.4615741}
                    - {point: leftEye, x: 0.6565339, y: 0.4598339}
                    - {point: noseTip, x: 0.5002250, y: 0.6405054}
                    - {point: mouthRight, x: 0.3709759, y: 0.8246920}
                    - {point: mouthLeft, x: 0.6315170, y: 0.8232509}
                quality: {minFacePixels: 40, rivalFaceShare: 0.5}
                calibration: own-calibration.json
                """;
    }
}
