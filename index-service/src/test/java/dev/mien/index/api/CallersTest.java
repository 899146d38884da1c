package dev.mien.index.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.index.carry.CarriedFiles;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.service.Caller;
import dev.mien.index.service.Caller.Reply;
import dev.mien.index.service.IndexServiceTest;
import dev.mien.index.service.PlayedService;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.multipart.FrameList;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, as docs/internal-api.md says. */
@QuarkusTest
@TestProfile(PlayedService.class)
class CallersTest extends IndexServiceTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final String NOBODY = "6f1c0b53-3a52-4a4c-9a55-1f5be4f0a002";
    private static final String OCCASIONS = Caller.TEMPLATES + "/" + NOBODY + "/occasions";
    private static final List<String> SERVICES =
            List.of(Services.GATEWAY, Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.DELETION);

    /** Every operation, who may call it, and the context's operation that it takes. */
    enum Call {
        PROBE_TO_ENROLL(Caller.probes("ENROLL"), Services.ENROLLMENT, Operation.ENROLL),
        PROBE_TO_RECOGNIZE(Caller.probes("RECOGNIZE"), Services.AUTH, Operation.AUTHENTICATE),
        PROBE_TO_ADD(Caller.probes("ADD&facialId=" + NOBODY), Services.ENROLLMENT, Operation.MANAGE),
        STORE(Caller.TEMPLATES, Services.ENROLLMENT, Operation.ENROLL),
        JOIN_RECOGNIZED(OCCASIONS + "?purpose=RECOGNIZE", Services.ENROLLMENT, Operation.AUTHENTICATE),
        JOIN_ADDED(OCCASIONS + "?purpose=ADD", Services.ENROLLMENT, Operation.MANAGE),
        RESET(OCCASIONS, Services.ENROLLMENT, Operation.MANAGE),
        COMPARE("/internal/v1/face-comparisons", Services.GATEWAY, Operation.MANAGE),
        ANALYSE("/internal/v1/face-analyses", Services.GATEWAY, Operation.MANAGE),
        PROGRESS("/internal/v1/migration", Services.GATEWAY, Operation.MANAGE),
        CLEAN_UP("/internal/v1/migration/cleanups", Services.GATEWAY, Operation.MANAGE),
        FIGURES("/internal/v1/index", Services.GATEWAY, Operation.MANAGE),
        MARK("/internal/v1/index/files/mark", Services.GATEWAY, Operation.MANAGE),
        FILE("/internal/v1/index/files", Services.GATEWAY, Operation.MANAGE),
        FILE_KEY("/internal/v1/index/files/" + NOBODY + "/key?version=1", Services.GATEWAY, Operation.MANAGE),
        KEYS("/internal/v1/index/keys", Services.GATEWAY, Operation.MANAGE),
        EXCHANGE("/internal/v1/index/keys", Services.GATEWAY, Operation.MANAGE),
        OPEN_PARTS("/internal/v1/index/parts/openings", Services.ENROLLMENT, Operation.MANAGE),
        STORE_PARTS(
                "/internal/v1/index/parts/stores?seq=0&incarnation=" + NOBODY, Services.ENROLLMENT, Operation.MANAGE);

        private static final String BOUNDARY = "mien-boundary";

        private final String path;
        private final String allowed;
        private final Operation operation;

        Call(String path, String allowed, Operation operation) {
            this.path = path;
            this.allowed = allowed;
            this.operation = operation;
        }

        /** Somebody who is imported is enrolled as everybody is. */
        boolean takes(Operation asked) {
            return asked == operation || asked == Operation.IMPORT && operation == Operation.ENROLL;
        }

        String method() {
            return switch (this) {
                case RESET -> "DELETE";
                case PROGRESS, FIGURES, MARK, FILE_KEY, KEYS -> "GET";
                default -> "POST";
            };
        }

        String mediaType() {
            return switch (this) {
                case STORE,
                        JOIN_RECOGNIZED,
                        JOIN_ADDED,
                        RESET,
                        PROGRESS,
                        CLEAN_UP,
                        FIGURES,
                        MARK,
                        FILE,
                        FILE_KEY,
                        KEYS,
                        EXCHANGE -> "application/json";
                case PROBE_TO_ENROLL, PROBE_TO_RECOGNIZE, PROBE_TO_ADD -> FrameList.MEDIA_TYPE;
                case OPEN_PARTS, STORE_PARTS -> IndexFileBatch.MEDIA_TYPE;
                case COMPARE, ANALYSE -> "multipart/form-data; boundary=" + BOUNDARY;
            };
        }

        byte[] body() {
            return switch (this) {
                case STORE -> Caller.store(new Reply(200, emptyBody()), facialId());
                case JOIN_RECOGNIZED, JOIN_ADDED -> "{\"sealedProbe\":\"1.AAAA\"}".getBytes(StandardCharsets.UTF_8);
                case RESET, PROGRESS, CLEAN_UP, FIGURES, MARK, FILE_KEY, KEYS, EXCHANGE -> new byte[0];
                case FILE ->
                    "{\"upToRow\":0,\"ledgerNumber\":0,\"paused\":[],\"leftOut\":[]}".getBytes(StandardCharsets.UTF_8);
                case PROBE_TO_ENROLL, PROBE_TO_RECOGNIZE, PROBE_TO_ADD -> Caller.frames(ADA);
                case OPEN_PARTS, STORE_PARTS -> CarriedFiles.emptyBatch();
                case COMPARE -> images(2);
                case ANALYSE -> images(1);
            };
        }

        static byte[] images(int count) {
            String part =
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n1\r\n";
            return (part.repeat(count) + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }

        private static com.fasterxml.jackson.databind.JsonNode emptyBody() {
            return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        }
    }

    static Stream<Arguments> everyCallByEveryService() {
        return Arrays.stream(Call.values())
                .flatMap(call -> SERVICES.stream().map(service -> Arguments.of(call, service)));
    }

    @ParameterizedTest
    @MethodSource("everyCallByEveryService")
    void onlyWhoIsNamedMayCall(Call call, String service) {
        // Breaks for each call with its @RolesAllowed taken away, and for probes without the look at purpose and role.
        Reply reply = send(call, valid(call), Caller.token(service));

        if (service.equals(call.allowed)) {
            assertThat(reply.status()).isEqualTo(200);
        } else {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void theMatrixKnowsEveryCall() {
        // Breaks when a resource method is added that the matrix above does not ask for.
        List<String> methods = Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class)
                        && type.getPackageName().startsWith("dev.mien."))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(CallersTest::isCall)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .toList();

        assertThat(methods)
                .containsExactlyInAnyOrder(
                        "ProbeResource.probe",
                        "TemplateResource.store",
                        "TemplateResource.join",
                        "TemplateResource.reset",
                        "MigrationResource.progress",
                        "MigrationResource.cleanUp",
                        "IndexResource.figures",
                        "IndexKeyResource.keys",
                        "IndexKeyResource.exchange",
                        "IndexUploadResource.open",
                        "IndexUploadResource.store",
                        "IndexFileResource.mark",
                        "IndexFileResource.file",
                        "IndexFileResource.key",
                        "ProfileResource.installed",
                        "PhotoResource.compare",
                        "PhotoResource.analyse");
    }

    @Test
    void onlyTheGatewayLearnsWhatTheProfilesCanDo() {
        for (String service : SERVICES) {
            var answer =
                    RestAssured.given().auth().oauth2(Caller.token(service)).get("/internal/v1/profiles");

            if (service.equals(Services.GATEWAY)) {
                answer.then()
                        .statusCode(200)
                        .body("profiles[0].name", equalTo("standard"))
                        .body("profiles[0].liveness", containsInAnyOrder("NONE", "ACTIVE"));
            } else {
                answer.then().statusCode(403);
            }
        }
        RestAssured.get("/internal/v1/profiles").then().statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whoSaysNothingOrSpeaksToSomebodyElseIsNotHeard(Call call) {
        for (String bearer : Arrays.asList(
                null,
                "not-a-token",
                TestOidc.tokenOfService(call.allowed, Services.DELETION),
                TestOidc.tokenOfPerson("ada", "acme", call.allowed))) {
            Reply reply = send(call, valid(call), bearer);

            assertThat(reply.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void withoutTheGatewaysWordForThisVeryOperationNothingIsDone(Call call) {
        // Breaks when a resource does not ask ContextVerifier, or asks for another operation.
        Instant now = Instant.now();
        List<String> wrong = Stream.concat(
                        Stream.of(
                                null,
                                "",
                                "a.b.c",
                                forged(valid(call)),
                                word(call, call.operation, now.minusSeconds(120)),
                                word(call, call.operation, now.plusSeconds(120))),
                        Arrays.stream(Operation.values())
                                .filter(operation -> !call.takes(operation))
                                .map(operation -> word(call, operation, now)))
                .toList();

        for (String context : wrong) {
            assertThat(send(call, context, Caller.token(call.allowed)).status())
                    .as(Objects.toString(context))
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"PROBE_TO_ENROLL", "STORE"})
    void anImportIsAnEnrollmentToo(Call call) {
        // Breaks when probes to enroll, or stores, know the context of a browser alone.
        Reply reply = send(call, word(call, Operation.IMPORT, Instant.now()), Caller.token(call.allowed));

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"COMPARE", "ANALYSE", "FILE", "OPEN_PARTS", "STORE_PARTS"})
    void whatTheGatewayDidNotVouchForIsNotLookedAt(Call call) {
        // Breaks when the context's digest is not held against the body.
        String ofOthers = caller.context(application, call.operation, Instant.now(), Call.images(3));

        assertThat(send(call, ofOthers, Caller.token(call.allowed)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"COMPARE", "ANALYSE"})
    void anotherNumberOfPicturesIsTheCallersFault(Call call) {
        byte[] three = Call.images(3);

        Reply reply = caller.send(
                call.path,
                call.mediaType(),
                three,
                caller.context(application, call.operation, Instant.now(), three),
                Caller.token(call.allowed));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"sealedProbe\":\"1.AAAA\",\"facialId\":\"nobody\",\"duplicatesRefused\":true,\"threshold\":0.6,\"ignore\":[]}",
                "{\"sealedProbe\":\"1.AAAA\",\"facialId\":\"6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001\",\"duplicatesRefused\":true,"
                        + "\"threshold\":7,\"ignore\":[]}"
            })
    void aStoreThatIsNoneIsTheCallersFault(String body) {
        Reply reply = caller.send(
                Caller.TEMPLATES,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                valid(Call.STORE),
                Caller.token(Services.ENROLLMENT));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENROLL&facialId=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001",
                "ENROLL&facialId=x",
                "enroll",
                "",
                "LOOK",
                "ENROLL&among=x",
                "ENROLL&among=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001",
                "ENROLL&among=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001&facialId=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001"
            })
    void aProbeThatIsNoneIsTheCallersFault(String query) {
        Reply reply = caller.send(
                Caller.probes(query),
                FrameList.MEDIA_TYPE,
                Caller.frames(ADA),
                valid(Call.PROBE_TO_ENROLL),
                Caller.token(Services.ENROLLMENT));

        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RECOGNIZE&among=x",
                "RECOGNIZE&facialId=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001&among=6f1c0b53-3a52-4a4c-9a55-1f5be4f0a002"
            })
    void whomToRecognizeIsSaidInOneWay(String query) {
        // Breaks when one of two scopes is taken and the other one passed over in silence.
        Reply reply = caller.send(
                Caller.probes(query),
                FrameList.MEDIA_TYPE,
                Caller.frames(ADA),
                valid(Call.PROBE_TO_RECOGNIZE),
                Caller.token(Services.AUTH));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aProbeToBeAddedNamesThePerson() {
        Reply reply = caller.send(
                Caller.probes("ADD"),
                FrameList.MEDIA_TYPE,
                Caller.frames(ADA),
                valid(Call.PROBE_TO_ADD),
                Caller.token(Services.ENROLLMENT));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void anOccasionThatIsNoneIsTheCallersFault() {
        for (String query : List.of("", "?purpose=ENROLL", "?purpose=x")) {
            Reply reply = caller.send(
                    OCCASIONS + query,
                    "application/json",
                    Call.JOIN_ADDED.body(),
                    valid(Call.JOIN_ADDED),
                    Caller.token(Services.ENROLLMENT));

            assertThat(reply.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void framesThatDoNotAddUpAreTheCallersFault(int bytes) {
        Reply reply = caller.send(
                Caller.probes("ENROLL"),
                FrameList.MEDIA_TYPE,
                bytes == 0 ? new byte[0] : Arrays.copyOf(new byte[] {0, 0, 1}, bytes),
                valid(Call.PROBE_TO_ENROLL),
                Caller.token(Services.ENROLLMENT));

        assertThat(reply.status()).isEqualTo(400);
    }

    private Reply send(Call call, String context, String bearer) {
        return caller.send(call.method(), call.path, call.mediaType(), call.body(), context, bearer);
    }

    private String valid(Call call) {
        return word(call, call.operation, Instant.now());
    }

    private String word(Call call, Operation operation, Instant at) {
        return caller.context(application, operation, at, call == Call.STORE ? new byte[0] : call.body());
    }

    /** The same word with one letter of its signature changed. */
    private static String forged(String context) {
        int at = context.length() - 10;
        return context.substring(0, at) + (context.charAt(at) == 'A' ? 'B' : 'A') + context.substring(at + 1);
    }

    private static boolean isCall(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
