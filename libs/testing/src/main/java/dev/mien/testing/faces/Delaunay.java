package dev.mien.testing.faces;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Triangles over points of the plane, none of which lies in another's circle (Bowyer 1981, Watson 1981). */
final class Delaunay {
    private static final double FAR = 1e6;

    private record Edge(int from, int to) {}

    private record Triangle(int a, int b, int c, double x, double y, double squaredRadius) {
        boolean around(double px, double py) {
            return (px - x) * (px - x) + (py - y) * (py - y) < squaredRadius;
        }

        List<Edge> edges() {
            return List.of(new Edge(a, b), new Edge(b, c), new Edge(c, a));
        }
    }

    private final double[] x;
    private final double[] y;

    private Delaunay(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * @param px no two points in one place
     * @return three indices for each triangle
     */
    static int[][] triangles(double[] px, double[] py) {
        int n = px.length;
        double[] x = java.util.Arrays.copyOf(px, n + 3);
        double[] y = java.util.Arrays.copyOf(py, n + 3);
        x[n] = -FAR;
        y[n] = -FAR;
        x[n + 1] = FAR;
        y[n + 1] = -FAR;
        y[n + 2] = FAR;
        return new Delaunay(x, y).build(n);
    }

    private int[][] build(int n) {
        List<Triangle> triangles = new ArrayList<>(List.of(triangle(n, n + 1, n + 2)));
        for (int point = 0; point < n; point++) {
            Set<Edge> rim = new HashSet<>();
            List<Triangle> kept = new ArrayList<>(triangles.size() + 2);
            for (Triangle triangle : triangles) {
                if (!triangle.around(x[point], y[point])) {
                    kept.add(triangle);
                    continue;
                }
                for (Edge edge : triangle.edges()) {
                    if (!rim.remove(new Edge(edge.to(), edge.from()))) {
                        rim.add(edge);
                    }
                }
            }
            for (Edge edge : rim) {
                kept.add(triangle(edge.from(), edge.to(), point));
            }
            triangles = kept;
        }
        return triangles.stream()
                .filter(one -> one.a < n && one.b < n && one.c < n)
                .map(one -> new int[] {one.a, one.b, one.c})
                .toArray(int[][]::new);
    }

    private Triangle triangle(int a, int b, int c) {
        double bx = x[b] - x[a];
        double by = y[b] - y[a];
        double cx = x[c] - x[a];
        double cy = y[c] - y[a];
        double twice = 2 * (bx * cy - by * cx);
        double ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / twice;
        double uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / twice;
        return new Triangle(a, b, c, x[a] + ux, y[a] + uy, ux * ux + uy * uy);
    }
}
