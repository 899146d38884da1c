package dev.mien.gateway.origin;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One origin that a policy lets in: {@code scheme://host[:port]} exactly as a browser sends it (RFC 6454, section 6.2),
 * or
 * {@code https://*.host[:port]} for every name below a host, but not the host itself.
 *
 * @param text the rule as it was given
 */
public record OriginRule(String text) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?[0-9]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>https?)://(?<any>\\*\\.)?(?<host>[a-z0-9.-]{1,253}|\\[[0-9a-f:.]{2,45}])(?::(?<port>[1-9][0-9]{0,4}))?");
    private static final int MAXIMUM_PORT = 65_535;
    private static final int MAXIMUM_NAME = 253;

    /** @throws IllegalArgumentException with a sentence for whoever wrote the rule */
    public OriginRule {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !hostIsReal(form.group("host")) || !portIsReal(form)) {
            throw new IllegalArgumentException(
                    "is no origin: write scheme://host[:port] as browsers send it, in lower case,"
                            + " names beyond ASCII as punycode, without a path, credentials, trailing dot or default port");
        }
        boolean loopback = LOOPBACK.matcher(form.group("host")).matches();
        if (form.group("any") != null
                && (form.group("scheme").equals("http")
                        || !form.group("host").contains(".")
                        || isAddress(form.group("host")))) {
            throw new IllegalArgumentException("needs https, and a name of at least two labels after *.");
        }
        if (form.group("scheme").equals("http") && !loopback) {
            throw new IllegalArgumentException("must be https: http is for localhost, 127.0.0.0/8 and [::1] alone");
        }
    }

    /** Whether a browser whose {@code Origin} header reads exactly so may come in. */
    public boolean permits(String origin) {
        int star = text.indexOf('*');
        if (star < 0) {
            return text.equals(origin);
        }
        String scheme = text.substring(0, star);
        String below = text.substring(star + 1);
        if (!origin.startsWith(scheme) || !origin.endsWith(below)) {
            return false;
        }
        int end = origin.length() - below.length();
        return end > scheme.length()
                && origin.length() - scheme.length() <= MAXIMUM_NAME
                && NAME.matcher(origin.substring(scheme.length(), end)).matches();
    }

    /** Every rule that could permit this origin: itself, and one with {@code *.} for each name above it. */
    static List<String> permitting(String origin) {
        Matcher form = FORM.matcher(origin);
        List<String> rules = new ArrayList<>();
        if (!form.matches() || form.group("any") != null) {
            return rules;
        }
        rules.add(origin);
        String host = form.group("host");
        String port = form.group("port") == null ? "" : ":" + form.group("port");
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            rules.add(form.group("scheme") + "://*" + host.substring(dot) + port);
        }
        return rules;
    }

    private static boolean hostIsReal(String host) {
        return isAddress(host)
                || NAME.matcher(host).matches() && !NUMBER.matcher(host).matches();
    }

    private static boolean isAddress(String host) {
        boolean six = host.startsWith("[");
        if (!six && !NUMBER.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(six ? host.substring(1, host.length() - 1) : host);
            // 127.1 and 0x7f.1 are addresses to some parsers; browsers send four decimal numbers.
            return six || address.getHostAddress().equals(host);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean portIsReal(Matcher form) {
        String port = form.group("port");
        String standard = form.group("scheme").equals("https") ? "443" : "80";
        return port == null || !port.equals(standard) && Integer.parseInt(port) <= MAXIMUM_PORT;
    }
}
