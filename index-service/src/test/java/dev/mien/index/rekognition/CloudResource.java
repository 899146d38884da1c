package dev.mien.index.rekognition;

import dev.mien.index.cloud.FakeRekognition;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the played AWS before the service, which finds its credentials as the SDK usually does: in system properties. */
public class CloudResource implements QuarkusTestResourceLifecycleManager {
    private static final String ACCESS_KEY = "aws.accessKeyId";
    private static final String SECRET_KEY = "aws.secretAccessKey";
    private FakeRekognition cloud;

    @Override
    public Map<String, String> start() {
        cloud = new FakeRekognition();
        System.setProperty(ACCESS_KEY, FakeRekognition.SIGNATURE.accessKey());
        System.setProperty(SECRET_KEY, FakeRekognition.SIGNATURE.secretKey());
        return Map.of("mien.rekognition.endpoint", cloud.endpoint().toString());
    }

    @Override
    public void stop() {
        System.clearProperty(ACCESS_KEY);
        System.clearProperty(SECRET_KEY);
        if (cloud != null) {
            cloud.close();
            cloud = null;
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(cloud, new TestInjector.MatchesType(FakeRekognition.class));
    }
}
