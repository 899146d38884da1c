package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.platform.multipart.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UploadRoomTest {
    private final UploadRoom room = new UploadRoom(100);

    // Fails when more is given out than there is, or what does not fit takes something all the same.
    @Test
    void whatDoesNotFitIsNotTaken() {
        assertThat(room.take(60)).isTrue();

        assertThat(room.take(41)).isFalse();

        assertThat(room.free()).isEqualTo(40);
        assertThat(room.take(40)).isTrue();
        assertThat(room.take(1)).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        room.take(100);

        room.give(30);

        assertThat(room.take(30)).isTrue();
        assertThat(room.free()).isZero();
    }

    // Fails when room that is given back twice becomes more room: the bound would wear away.
    @Test
    void nobodyGivesBackWhatNobodyTook() {
        room.take(10);
        room.give(10);

        assertThatIllegalStateException().isThrownBy(() -> room.give(10));
    }

    // Fails when free room is read and then written.
    @Test
    void manyAtOnceGetNoMoreThanThereIs() throws Exception {
        UploadRoom large = new UploadRoom(1_000);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> takers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                takers.add(threads.submit(() -> {
                    go.await();
                    int taken = 0;
                    for (int j = 0; j < 1_000; j++) {
                        taken += large.take(1) ? 1 : 0;
                    }
                    return taken;
                }));
            }
            go.countDown();
        }

        int all = 0;
        for (Future<Integer> taker : takers) {
            all += taker.get();
        }
        assertThat(all).isEqualTo(1_000);
        assertThat(large.free()).isZero();
    }

    // However small the heap: one visitor with the largest body that is allowed can always be served.
    @Test
    void thereIsRoomForOneBodyAtLeast() {
        assertThat(new UploadRoom().take(Bounds.BODY_BYTES)).isTrue();
    }
}
