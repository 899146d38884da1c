package dev.mien.stack.demo;

import dev.mien.stack.client.Answer;
import dev.mien.stack.client.Backend;
import dev.mien.stack.client.Console;
import dev.mien.stack.client.Http;
import dev.mien.stack.client.Page;
import dev.mien.stack.client.SampleFace;
import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import java.nio.file.Path;

/** One face through the suite: enroll, recognize, refuse a stranger, erase, no longer recognize. */
final class Walk {
    private static final String ORIGIN = "https://demo.example";
    private static final String UNRECOGNIZED = "UNRECOGNIZED_FACE";
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    private final Steps steps;
    private final Home home;
    private final Ports ports;

    Walk(Steps steps, Home home, Ports ports) {
        this.steps = steps;
        this.home = home;
        this.ports = ports;
    }

    void go() throws Unexpected {
        try (var http = new Http()) {
            var application = application(http);
            var page = new Page(http, ports.url(Part.GATEWAY), ORIGIN, application.id());
            var backend = new Backend(http, ports.url(Part.GATEWAY), application.apiKey());
            faces(page, backend);
        }
    }

    private Console.Created application(Http http) throws Unexpected {
        var console = new Console(http, ports.url(Part.GATEWAY));
        var token = steps.step(
                "log in at the console", () -> Console.ownersToken(home, ports), _ -> "as owner, by OpenID Connect");
        return steps.step(
                "create an application",
                () -> console.createApplication(token, ORIGIN),
                created -> created.id() + ", for pages of " + ORIGIN);
    }

    private void faces(Page page, Backend backend) throws Unexpected {
        Path samples = home.models().resolve("samples");
        byte[] person = SampleFace.PERSON.crop(samples);
        byte[] again = SampleFace.PERSON_AGAIN.crop(samples);
        byte[] stranger = SampleFace.STRANGER.crop(samples);

        var facialId = steps.step(
                "enroll a face", () -> page.enroll(person).expect(CREATED).text("facialId"), id -> "Facial ID " + id);
        steps.step(
                "enroll it again",
                () -> page.enroll(person).expectProblem(CONFLICT, "FACE_DUPLICATION"),
                _ -> "refused: this face is enrolled already");
        var result = steps.step(
                "authenticate on another photo",
                () -> recognized(page.authenticate(again).expect(OK), facialId),
                _ -> "recognized: the same Facial ID");
        steps.step(
                "redeem the signed result",
                () -> backend.redeem(result.text("resultToken")).expect(OK),
                _ -> "the backend believes it, once");
        steps.step(
                "authenticate a stranger",
                () -> page.authenticate(stranger).expectProblem(UNAUTHORIZED, UNRECOGNIZED),
                _ -> "refused: not recognized");
        steps.step(
                "erase the person",
                () -> erased(backend.erase(facialId)),
                answer -> answer.status() == OK
                        ? "erased: every holder has confirmed"
                        : "accepted: nobody recognizes the person from now on");
        steps.step(
                "authenticate the erased person",
                () -> page.authenticate(again).expectProblem(UNAUTHORIZED, UNRECOGNIZED),
                _ -> "refused: not recognized any more");
    }

    private static Answer recognized(Answer answer, String facialId) throws Unexpected {
        if (!answer.text("facialId").equals(facialId)) {
            throw new Unexpected("another Facial ID was recognized: " + answer.text("facialId") + ".");
        }
        return answer;
    }

    private static Answer erased(Answer answer) throws Unexpected {
        return answer.status() == ACCEPTED ? answer : answer.expect(OK);
    }
}
