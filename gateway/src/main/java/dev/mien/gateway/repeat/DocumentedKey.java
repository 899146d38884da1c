package dev.mien.gateway.repeat;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says of every POST and PUT in the OpenAPI document that it takes an {@code Idempotency-Key}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentedKey implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> Stream.of(item.getPOST(), item.getPUT()))
                .filter(operation -> operation != null)
                .forEach(DocumentedKey::document);
    }

    private static void document(Operation operation) {
        operation.addParameter(OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .required(false)
                .description(
                        "1 to 255 visible ASCII characters of your own: sent again within a day, the call happens once"
                                + " (docs/api.md, Sending a call again)")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
}
