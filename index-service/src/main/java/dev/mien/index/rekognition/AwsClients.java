package dev.mien.index.rekognition;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionAsyncClient;
import software.amazon.awssdk.services.rekognition.RekognitionAsyncClientBuilder;

/**
 * Two clients on one set of connections.
 *
 * @param repeating repeats by itself what AWS was too busy for
 * @param once sends everything once: a face that landed unheard and is sent again could be there twice
 */
record AwsClients(
        RekognitionAsyncClient repeating, RekognitionAsyncClient once, SdkAsyncHttpClient http, EventLoopGroup threads)
        implements AutoCloseable {
    /** Calls that are under way at once; as many again may wait for a connection. */
    private static final int CALLS_MAX = 64;

    private static final int THREADS = 2;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** What connections that are being closed still want done is done within this. */
    private static final Duration QUIET = Duration.ofMillis(100);

    static AwsClients connect(RekognitionSettings settings, AwsCredentialsProvider credentials) {
        // Threads of our own: those of the SDK take two seconds to end, which a service that stops does not have.
        EventLoopGroup threads = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("rekognition", true));
        SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(SdkEventLoopGroup.create(threads, NioSocketChannel::new))
                .maxConcurrency(CALLS_MAX)
                .maxPendingConnectionAcquires(CALLS_MAX)
                .connectionTimeout(CONNECT)
                .build();
        return new AwsClients(
                client(settings, credentials, http, AwsRetryStrategy.standardRetryStrategy()),
                client(settings, credentials, http, AwsRetryStrategy.doNotRetry()),
                http,
                threads);
    }

    private static RekognitionAsyncClient client(
            RekognitionSettings settings,
            AwsCredentialsProvider credentials,
            SdkAsyncHttpClient http,
            RetryStrategy retries) {
        RekognitionAsyncClientBuilder builder = RekognitionAsyncClient.builder()
                .region(Region.of(settings.region().orElseThrow()))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration
                        .apiCallTimeout(settings.callTimeout())
                        .apiCallAttemptTimeout(settings.callTimeout())
                        .retryStrategy(retries));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /**
     * Waits for an answer.
     *
     * @throws SdkException as it came, when AWS refused or could not be had
     */
    static <T> T answer(String operation, Supplier<CompletableFuture<T>> call) {
        try {
            return call.get().join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case SdkException known -> throw known;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(operation + " failed", failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        repeating.close();
        once.close();
        http.close();
        threads.shutdownGracefully(QUIET.toMillis(), QUIET.toMillis() * 10, TimeUnit.MILLISECONDS);
    }
}
