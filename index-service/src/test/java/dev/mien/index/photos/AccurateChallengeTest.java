package dev.mien.index.photos;

/** The same with the profile accurate: another detector, another embedding, and its scores. */
class AccurateChallengeTest extends ChallengeTest {
    @Override
    String profile() {
        return Installed.ACCURATE;
    }
}
