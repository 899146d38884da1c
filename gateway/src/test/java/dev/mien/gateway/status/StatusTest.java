package dev.mien.gateway.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatusTest extends GatewayTest {
    @Test
    void aServiceThatWaitsIsNamedWithWhatItWaitsFor() {
        downstream.on("GET /index/q/health/ready", Answer.json(503, """
                {"status":"DOWN","checks":[{"name":"gates","status":"DOWN","data":{"ledger":false,"index":true}},
                 {"name":"database","status":"DOWN"}]}"""));
        clock.advance(StatusResource.FRESH.plus(Duration.ofSeconds(1)));

        given().get("/status")
                .then()
                .statusCode(200)
                .body("ready", equalTo(false))
                .body("services.'index-service'.ready", equalTo(false))
                .body("services.'index-service'.waitingFor", contains("ledger", "database"))
                .body("services.'auth-service'.ready", equalTo(true))
                .body("services.gateway.ready", equalTo(true));
    }

    @Test
    void everybodyReadyIsReady() {
        clock.advance(StatusResource.FRESH.multipliedBy(3));

        given().get("/status").then().statusCode(200).body("ready", equalTo(true));
    }
}
