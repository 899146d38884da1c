package dev.mien.gateway.openapi;

import dev.mien.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says of every operation with which credential it is entered, and that whatever goes wrong is a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribedDoor implements OASFilter {
    private static final String PERSON = "person";
    private static final String SESSION = "session";
    private static final String KEY = "key";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = Optional.ofNullable(document.getComponents()).orElseGet(OASFactory::createComponents);
        components.addSecurityScheme(
                PERSON,
                bearer(
                        "OIDC access token of a person, or of an operator's automation, with a role and an organization"));
        components.addSecurityScheme(
                SESSION, bearer("mien_st_…, from POST /v1/sessions; with an Origin that the application lets in"));
        components.addSecurityScheme(KEY, bearer("mien_sk_…, the secret key of an application's backend"));
        components.addSchema(PROBLEM, problem());
        document.setComponents(components);
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        credential(path)
                .ifPresent(name -> operation.setSecurity(
                        List.of(OASFactory.createSecurityRequirement().addScheme(name))));
        operation.getResponses().addAPIResponse("default", wrong());
    }

    /** Empty for what anyone may call. A test holds this against what each resource is bound to. */
    private static Optional<String> credential(String path) {
        if (path.startsWith("/v1/admin/")) {
            return Optional.of(PERSON);
        }
        return switch (path) {
            case "/v1/sessions", "/status", "/.well-known/jwks.json" -> Optional.empty();
            case "/v1/sessions/restart", "/v1/enrollments", "/v1/authentications" -> Optional.of(SESSION);
            default -> Optional.of(KEY);
        };
    }

    private static SecurityScheme bearer(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    private static APIResponse wrong() {
        return OASFactory.createAPIResponse()
                .description("What was wrong: RFC 9457, with the codes of docs/api.md")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text("urn:mien:problem: and the code in small letters"))
                .addProperty("title", text("one sentence, the same for every occurrence"))
                .addProperty("status", number("the HTTP status"))
                .addProperty("detail", text("what was wrong this time, and what to do"))
                .addProperty("code", text("docs/api.md lists them; new ones may come"))
                .addProperty("fioCode", number("the number that pages written for fio.js know"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema number(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).description(description);
    }
}
