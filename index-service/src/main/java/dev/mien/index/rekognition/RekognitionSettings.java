package dev.mien.index.rekognition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the engine {@code rekognition}. Similarities are percentages, as Rekognition gives them. */
@ConfigMapping(prefix = "mien.rekognition")
public interface RekognitionSettings {
    /** Whether applications may be created with it; nothing is ever sent to AWS unless this is true. */
    @WithDefault("false")
    boolean enabled();

    /** The AWS region that holds the collections; required when enabled, since consent texts have to name it. */
    Optional<String> region();

    /** Another address than the region's own: a VPC endpoint. HTTPS, except in the local stack. */
    Optional<URI> endpoint();

    /** What collections' names begin with; the application's id follows. One installation, one prefix. */
    @WithDefault("mien-")
    String collectionPrefix();

    /** From here on two faces count as one person's. */
    @WithDefault("99")
    double threshold();

    /** The lower end of the grey band: nothing below is told to anyone. */
    @WithDefault("95")
    double floor();

    /** Among more people than these nobody is recognized by the face alone: no calibration tells how far it reaches. */
    @WithDefault("10000")
    long largestSearch();

    /** One call to AWS, repetitions included; 1 to 8 seconds, since a store is three of them in one turn. */
    @WithDefault("5s")
    Duration callTimeout();

    /** How often what has to go is looked for. */
    @WithDefault("1s")
    Duration cleanUpInterval();

    /** How often each collection is listed and compared with what is known here. */
    @WithDefault("24h")
    Duration listingInterval();
}
