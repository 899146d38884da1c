package dev.mien.gateway.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Where a request came from, truncated at once: all that is kept, counted by or passed on of an address.
 *
 * @param text an IPv4 /24 or an IPv6 /48, as {@code 192.0.2.0/24}; {@code unknown} when there is no address
 */
public record Network(String text) {
    private static final Network UNKNOWN = new Network("unknown");
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    /** The peer of a request; behind a proxy that {@code quarkus.http.proxy.*} trusts, the one that it names. */
    public static Network of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return of(peer == null ? null : peer.hostAddress());
    }

    /** @param literal the peer's address, or null; never a name: nothing is resolved */
    public static Network of(String literal) {
        if (literal == null) {
            return UNKNOWN;
        }
        try {
            return switch (InetAddress.ofLiteral(literal)) {
                case Inet4Address four -> truncated(four, IPV4_BYTES);
                case Inet6Address six -> truncated(six, IPV6_BYTES);
                default -> UNKNOWN;
            };
        } catch (IllegalArgumentException noAddress) {
            return UNKNOWN;
        }
    }

    private static Network truncated(InetAddress address, int bytes) {
        byte[] whole = address.getAddress();
        byte[] kept = Arrays.copyOf(Arrays.copyOf(whole, bytes), whole.length);
        try {
            return new Network(InetAddress.getByAddress(kept).getHostAddress() + "/" + bytes * 8);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException("an address keeps its length", impossible);
        }
    }
}
