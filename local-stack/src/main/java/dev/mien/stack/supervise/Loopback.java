package dev.mien.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on 127.0.0.1, the only address that anything here listens on. */
public final class Loopback {
    public static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 2_000;

    private Loopback() {}

    /** Whether somebody could listen on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As the servers do it: a port in TIME_WAIT after a restart counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether somebody takes connections on the port. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(HOST), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** A port that nobody listens on now, for tests: another process may still be faster. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
