package dev.mien.system.keycloak;

import dev.mien.stack.supervise.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A TLS certificate for 127.0.0.1 that no authority has signed, as an operator's own would be.
 *
 * @param keyStore PKCS12 with the private key, under {@link #PASSWORD}
 * @param pem the certificate alone, for whoever shall trust it
 */
record SelfMade(Path keyStore, Path pem) {
    static final String PASSWORD = "of-a-test";

    /** Made by the JDK's keytool. */
    static SelfMade in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        SelfMade made = new SelfMade(folder.resolve("tls.p12"), folder.resolve("tls.pem"));
        Files.deleteIfExists(made.keyStore);
        String key = "-genkeypair -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12 -dname CN="
                + Loopback.HOST + " -ext san=ip:" + Loopback.HOST;
        made.keytool(key);
        made.keytool("-exportcert -rfc -file", made.pem.toString());
        return made;
    }

    private void keytool(String words, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(words.split(" ")));
        line.addAll(List.of(more));
        line.addAll(List.of("-alias", "tls", "-storepass", PASSWORD, "-keystore", keyStore.toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** Trusts this certificate and no other. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            trusted.setCertificateEntry("tls", certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
