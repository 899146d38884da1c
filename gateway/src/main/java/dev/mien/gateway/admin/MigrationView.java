package dev.mien.gateway.admin;

import dev.mien.contracts.index.MigrationProgress;
import dev.mien.gateway.application.Application;

/**
 * How far a migration is.
 *
 * @param revision of the application
 * @param from the model profile in force
 * @param to the one that people are moving to; null: nobody moves
 * @param staying people who have a template of {@code from} alone
 * @param moved people who have one of {@code to}
 * @param leftOver templates of neither: what a migration that ended has left, removed by {@code DELETE}
 */
public record MigrationView(long revision, String from, String to, long staying, long moved, long leftOver) {
    static MigrationView of(Application application, MigrationProgress progress) {
        return new MigrationView(
                application.revision(),
                application.policy().profile(),
                application.policy().movingTo(),
                progress.staying(),
                progress.moved(),
                progress.leftOver());
    }
}
