package dev.mien.index.cloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature Version 4 as AWS specifies it, computed from what came over the wire. For requests to {@code /} alone. */
public record Signature(String accessKey, String secretKey, String region, String service) {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, "
                    + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

    /** @param headers by lower-case name, values as they came @return what is wrong; empty when the signature is right */
    public Optional<String> wrong(String method, Map<String, String> headers, byte[] body) {
        Matcher said = AUTHORIZATION.matcher(headers.getOrDefault("authorization", ""));
        if (!said.matches()) {
            return Optional.of("Authorization is none of version 4");
        }
        String time = headers.getOrDefault("x-amz-date", "");
        List<String> signed = List.of(said.group(5).split(";"));
        if (!said.group(1).equals(accessKey)
                || !time.startsWith(said.group(2))
                || !said.group(3).equals(region)
                || !said.group(4).equals(service)) {
            return Optional.of("it is signed for somebody else, or for another place or day");
        }
        if (!signed.containsAll(List.of("host", "x-amz-date", "x-amz-target"))) {
            return Optional.of("what the request is about is not signed: " + signed);
        }
        String expected = of(method, headers, signed, time, sha256(body));
        return expected.equals(said.group(6)) ? Optional.empty() : Optional.of("the signature is not the request's");
    }

    /** The signature of a request, in hexadecimal. */
    public String of(String method, Map<String, String> headers, List<String> signed, String time, String bodyHash) {
        String canonical = method + "\n/\n\n"
                + signed.stream()
                        .map(name -> name + ":" + headers.get(name).strip().replaceAll(" +", " ") + "\n")
                        .collect(Collectors.joining())
                + "\n" + String.join(";", signed) + "\n" + bodyHash;
        String day = time.substring(0, 8);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + day + "/" + region + "/" + service + "/aws4_request\n"
                + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : Arrays.asList(day, region, service, "aws4_request", toSign)) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(key);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
