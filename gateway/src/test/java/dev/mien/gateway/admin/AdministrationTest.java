package dev.mien.gateway.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Rows;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdministrationTest extends GatewayTest {
    private static final String APPLICATIONS = "/v1/admin/applications";
    private static final String PROFILES = "GET /index/internal/v1/profiles";

    @Inject
    Rows rows;

    @ParameterizedTest
    @CsvSource({
        "owner,201,200,200",
        "operator,201,200,200",
        "auditor,403,200,403",
        "privacy,403,200,403",
        "visitor,403,403,403"
    })
    void aRoleMayDoWhatItMay(String role, int create, int read, int change) {
        App app = application();

        Response created = as(app.organization(), role)
                .body("{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":{\"liveness\":\"none\"}}")
                .post(APPLICATIONS);

        // Breaks when a route loses its roles, or gets another one's.
        created.then().statusCode(create);
        as(app.organization(), role).get(APPLICATIONS).then().statusCode(read);
        as(app.organization(), role)
                .get(APPLICATIONS + "/{id}", app.id())
                .then()
                .statusCode(read);
        as(app.organization(), role)
                .get(APPLICATIONS + "/{id}/keys", app.id())
                .then()
                .statusCode(read);
        as(app.organization(), role)
                .body("{\"state\":\"paused\"}")
                .put(APPLICATIONS + "/{id}/state", app.id())
                .then()
                .statusCode(change);
        as(app.organization(), role)
                .body("{\"expiresInDays\":0}")
                .post(APPLICATIONS + "/{id}/keys", app.id())
                .then()
                .statusCode(change == 200 ? 400 : 403);
        as(app.organization(), role)
                .delete(APPLICATIONS + "/{id}/keys/{key}", app.id(), UUID.randomUUID())
                .then()
                .statusCode(change == 200 ? 404 : 403);
        as(app.organization(), role)
                .body("{\"name\":\"x\"}")
                .patch(APPLICATIONS + "/{id}", app.id())
                .then()
                .statusCode(change == 200 ? 400 : 403);
    }

    @Test
    void whatIsNoTokenForTheGatewayOpensNothing() {
        String good = TestOidc.tokenOfPerson("ada", "org", "owner");
        String forged = good.substring(0, good.lastIndexOf('.') + 1) + "AAAA";

        Response nobody = given().get(APPLICATIONS);

        nobody.then().statusCode(401).contentType("application/problem+json").body("code", equalTo("UNAUTHORIZED"));
        with(forged).then().statusCode(401);
        with("rubbish").then().statusCode(401);
        // Breaks when the audience is not checked.
        with(TestOidc.tokenOfService("gateway", "enrollment-service")).then().statusCode(401);
        with(TestOidc.tokenOfService("enrollment-service", "gateway")).then().statusCode(403);
        with(TestOidc.tokenOfPerson("ada", null, "owner")).then().statusCode(403);
        with(TestOidc.tokenOfPerson("ada", " ", "owner")).then().statusCode(403);
        with(good).then().statusCode(200);
    }

    @Test
    void anotherOrganizationsApplicationIsNobodys() {
        App mine = application();
        App theirs = application();
        String nobodys = UUID.randomUUID().toString();

        Response foreign = asOwner(mine.organization()).get(APPLICATIONS + "/{id}", theirs.id());

        // Breaks when an application is found by its id alone (G4).
        Response unknown = asOwner(mine.organization()).get(APPLICATIONS + "/{id}", nobodys);
        foreign.then().statusCode(404);
        assertThat(foreign.asString()).isEqualTo(unknown.asString());
        asOwner(mine.organization())
                .body("{\"revision\":1,\"name\":\"mine\"}")
                .patch(APPLICATIONS + "/{id}", theirs.id())
                .then()
                .statusCode(404);
        asOwner(mine.organization())
                .body("{\"state\":\"paused\"}")
                .put(APPLICATIONS + "/{id}/state", theirs.id())
                .then()
                .statusCode(404);
        asOwner(mine.organization())
                .body("{}")
                .post(APPLICATIONS + "/{id}/keys", theirs.id())
                .then()
                .statusCode(404);
        asOwner(mine.organization())
                .get(APPLICATIONS + "/{id}/keys", theirs.id())
                .then()
                .statusCode(404);
        asOwner(mine.organization()).get(APPLICATIONS).then().body("items", hasSize(1));
    }

    @Test
    void theOperatorsTermsAreAcceptedAndThatIsRecorded() {
        App app = application();

        String accepted = rows.one(
                "select terms_version || ' by ' || terms_accepted_by from application where id = ?::uuid", app.id());

        assertThat(accepted).isEqualTo("1 by ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"acceptOperatorTerms\":\"0\"", ",\"acceptOperatorTerms\":null"})
    void withoutAcceptanceThereIsNoApplication(String acceptance) {
        String organization = "org-" + UUID.randomUUID();

        Response refused = asOwner(organization)
                .body("{\"name\":\"Shop\",\"policy\":{\"liveness\":\"none\"}" + acceptance + "}")
                .post(APPLICATIONS);

        refused.then().statusCode(422).body("code", equalTo("TERMS_NOT_ACCEPTED"));
        asOwner(organization).get(APPLICATIONS).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"liveness\":\"asleep\"",
                "\"liveness\":\"active\",\"maximumFrames\":3",
                "\"origins\":[\"*\"]",
                "\"origins\":[\"http://shop.example\"]",
                "\"origins\":[null]",
                "\"origins\":\"https://shop.example\"",
                "\"countries\":[\"de\"]",
                "\"countries\":[\"XX\"]",
                "\"targetFpir\":0",
                "\"targetFpir\":0.2",
                "\"targetFpir\":\"NaN\"",
                "\"targetFpir\":1e400",
                "\"termsVersion\":\"\"",
                "\"termsVersion\":\"a b\"",
                "\"minimumFrames\":0",
                "\"minimumFrames\":3,\"maximumFrames\":2",
                "\"maximumFrames\":17",
                "\"maximumFrames\":2.5",
                "\"minimumAge\":0",
                "\"retentionDays\":0",
                "\"retentionDays\":1096",
                "\"profile\":\"../etc\"",
                "\"engine\":\"rekognition\",\"learning\":true",
                "\"payloadSource\":\"anyone\"",
                "\"revision\":9"
            })
    void aPolicyThatMeansNothingIsRefused(String member) {
        String policy = member.contains("liveness") ? member : "\"liveness\":\"none\"," + member;

        Response refused = asOwner("org-" + UUID.randomUUID())
                .body("{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":{" + policy + "}}")
                .post(APPLICATIONS);

        refused.then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("detail", containsString("policy"));
    }

    // A policy travels in a header of each call between services, whose bound is 20 KiB. Breaks when either length is
    // not looked at: no call about the application would arrive any more, its erasures not either.
    @ParameterizedTest
    @ValueSource(strings = {"origins", "countries"})
    void aPolicyThatNoHeaderHoldsIsRefused(String member) {
        String one = member.equals("origins") ? "\"https://" + "a".repeat(60) + ".example\"" : "\"DE\"";
        String many = String.join(",", java.util.Collections.nCopies(member.equals("origins") ? 100 : 300, one));

        Response refused = create("{\"liveness\":\"none\",\"%s\":[%s]}".formatted(member, many));

        refused.then().statusCode(400).body("detail", containsString("policy." + member));
    }

    @Test
    void templatesLearnUnlessItIsSaidOtherwise() {
        create("{\"liveness\":\"none\"}").then().statusCode(201).body("policy.learning", equalTo(true));
        create("{\"liveness\":\"none\",\"learning\":false}")
                .then()
                .statusCode(201)
                .body("policy.learning", equalTo(false));
    }

    @Test
    void whoAgreedToOtherTermsIsNotLearnedFrom() {
        App app = application();
        change(app, 1, "\"learning\":false").then().statusCode(200).body("policy.learning", equalTo(false));

        Response silently = change(app, 2, "\"learning\":true");
        Response sameTerms = change(app, 2, "\"learning\":true,\"termsVersion\":\"1\"");
        Response newTerms = change(app, 2, "\"learning\":true,\"termsVersion\":\"2\"");

        // Breaks when learning can be turned on behind the backs of those who have agreed already.
        silently.then().statusCode(400).body("detail", containsString("termsVersion"));
        sameTerms.then().statusCode(400);
        newTerms.then().statusCode(200).body("policy.learning", equalTo(true));
    }

    @Test
    void earlierTermsDoNotComeBackWhileTemplatesLearn() {
        App app = application();
        change(app, 1, "\"learning\":false").then().statusCode(200);
        change(app, 2, "\"termsVersion\":\"2\"").then().statusCode(200);

        Response turnedOn = change(app, 3, "\"learning\":true,\"termsVersion\":\"1\"");
        change(app, 3, "\"learning\":true,\"termsVersion\":\"3\"").then().statusCode(200);
        Response first = change(app, 4, "\"termsVersion\":\"1\"");
        Response second = change(app, 4, "\"termsVersion\":\"2\"");

        // Breaks when only the version in force a moment ago is looked at: whoever agreed to a text without learning
        // would be learned from as soon as its version is named again.
        turnedOn.then().statusCode(400).body("detail", containsString("termsVersion"));
        first.then().statusCode(400).body("detail", containsString("termsVersion"));
        second.then().statusCode(400);
        change(app, 4, "\"termsVersion\":\"4\"").then().statusCode(200);
        change(app, 5, "\"learning\":false,\"termsVersion\":\"1\"").then().statusCode(200);
    }

    @Test
    void anApplicationThatWasThereBeforeDoesNotLearn() {
        App app = application();
        rows.execute("update application set policy = policy - 'learning' where id = ?::uuid", app.id());

        Response seen = asOwner(app.organization()).get(APPLICATIONS + "/{id}", app.id());

        // Breaks when a policy without the member cannot be read, or is taken for one that learns.
        seen.then().statusCode(200).body("policy.learning", equalTo(false));
    }

    private Response change(App app, long revision, String member) {
        return asOwner(app.organization())
                .body("{\"revision\":" + revision + ",\"policy\":{" + member + "}}")
                .patch(APPLICATIONS + "/{id}", app.id());
    }

    @Test
    void livenessIsActiveUnlessItIsSaidOtherwise() {
        downstream.on(
                PROFILES,
                Answer.json(200, "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"NONE\",\"ACTIVE\"]}]}"));

        Response created = create("{}");

        // Breaks when a new application goes without a guard because nobody said anything.
        created.then()
                .statusCode(201)
                .body("policy.liveness", equalTo("active"))
                .body("policy.minimumFrames", equalTo(4))
                .body("policy.maximumFrames", equalTo(12))
                .body("warnings", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "active, 'NONE', landmarks",
        "passive, 'NONE\",\"ACTIVE', \"liveness\"",
        "both, 'NONE\",\"ACTIVE', \"liveness\"",
        "both, 'NONE\",\"PASSIVE', landmarks"
    })
    void aGuardThatNobodyCanCheckIsRefusedWithTheReason(String liveness, String possible, String reason) {
        downstream.on(
                PROFILES,
                Answer.json(200, "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"" + possible + "\"]}]}"));
        App app = application();

        Response created = create("{\"liveness\":\"" + liveness + "\"}");
        Response changed = asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{\"liveness\":\"" + liveness + "\",\"maximumFrames\":8}}")
                .patch(APPLICATIONS + "/{id}", app.id());

        // Breaks when the policy is stored, and every visitor then learns by a 503 that it cannot be kept.
        for (Response refused : List.of(created, changed)) {
            refused.then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_REQUEST"))
                    .body("detail", containsString("policy.liveness"))
                    .body("detail", containsString(reason));
        }
        asOwner(app.organization())
                .get(APPLICATIONS + "/{id}", app.id())
                .then()
                .body("policy.liveness", equalTo("none"));
    }

    @Test
    void whileNobodyKnowsWhatCanBeCheckedNoGuardIsSet() {
        create("{\"liveness\":\"active\"}").then().statusCode(503);
        create("{\"liveness\":\"none\"}").then().statusCode(201);
    }

    @Test
    void theLooksAloneAreAGuardWithAWarning() {
        downstream.on(
                PROFILES,
                Answer.json(200, "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"NONE\",\"PASSIVE\"]}]}"));

        create("{\"liveness\":\"passive\"}")
                .then()
                .statusCode(201)
                .body("policy.maximumFrames", equalTo(4))
                .body("warnings[0]", containsString("9 of 134 portraits"));
    }

    @ParameterizedTest
    @CsvSource({"'\"estimates\":true', estimates", "'\"minimumAge\":18', minimumAge"})
    void whatNoRoleOfTheProfileEstimatesCannotBeAskedFor(String wish, String member) {
        String policy = "{\"liveness\":\"none\"," + wish + "}";
        downstream.on(PROFILES, Answer.json(200, profileEstimating("")));

        // Breaks when a policy is taken that every enrollment would be answered 503 for.
        create(policy)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("detail", containsString("policy." + member))
                .body("detail", containsString("fills no role \"age\""));

        downstream.on(PROFILES, Answer.json(200, profileEstimating("\"age\"")));
        create(policy).then().statusCode(201);
    }

    @Test
    void anAgeThatIsAskedForLaterIsHeldAgainstTheProfileAndCanBeTakenBack() {
        App app = application();
        downstream.on(PROFILES, Answer.json(200, profileEstimating("")));

        // Breaks when a change is not held against the profile, or null is taken for a member that is not there.
        change(app, "{\"revision\":1,\"policy\":{\"minimumAge\":18}}").then().statusCode(400);
        downstream.on(PROFILES, Answer.json(200, profileEstimating("\"age\"")));
        change(app, "{\"revision\":1,\"policy\":{\"minimumAge\":18}}")
                .then()
                .statusCode(200)
                .body("policy.minimumAge", equalTo(18));
        change(app, "{\"revision\":2,\"policy\":{\"termsVersion\":\"2\"}}")
                .then()
                .body("policy.minimumAge", equalTo(18));
        change(app, "{\"revision\":3,\"policy\":{\"minimumAge\":null}}")
                .then()
                .statusCode(200)
                .body("policy.minimumAge", nullValue());
    }

    private static Response change(App app, String change) {
        return asOwner(app.organization()).body(change).patch(APPLICATIONS + "/{id}", app.id());
    }

    @Test
    void whoAsksForEstimatesIsToldWhatTheyAreWorth() {
        downstream.on(PROFILES, Answer.json(200, profileEstimating("\"age\"")));

        create("{\"liveness\":\"none\",\"estimates\":true}")
                .then()
                .statusCode(201)
                .body("warnings", hasSize(1))
                .body("warnings[0]", containsString("by looks alone"))
                // Breaks when an owner learns from answers alone that a profile may have no output for it.
                .body("warnings[0]", containsString("gender stays null"));
    }

    @Test
    void whoNamesCountriesIsToldThatNobodysCountryIsKnown() {
        Response created = create("{\"liveness\":\"none\",\"countries\":[\"DE\"]}");

        // Breaks when an owner learns from visitors alone that the application lets nobody in.
        created.then()
                .statusCode(201)
                .body("warnings", hasSize(1))
                .body("warnings[0]", containsString("policy.countries"));
    }

    private static String profileEstimating(String estimates) {
        return "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"NONE\"],\"estimates\":[" + estimates + "]}]}";
    }

    private static Response create(String policy) {
        return asOwner("org-" + UUID.randomUUID())
                .body("{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":" + policy + "}")
                .post(APPLICATIONS);
    }

    @Test
    void aChangeOfSomethingElseIsAConflict() {
        App app = application();
        asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{\"termsVersion\":\"2\"}}")
                .patch(APPLICATIONS + "/{id}", app.id())
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("policy.termsVersion", equalTo("2"))
                .body("policy.origins[0]", equalTo(ORIGIN));

        Response late = asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{\"termsVersion\":\"3\"}}")
                .patch(APPLICATIONS + "/{id}", app.id());

        // Breaks when the revision is not compared: one of two changes would be lost in silence.
        late.then().statusCode(409).body("code", equalTo("CONFLICT"));
    }

    private static Response with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON).get(APPLICATIONS);
    }
}
