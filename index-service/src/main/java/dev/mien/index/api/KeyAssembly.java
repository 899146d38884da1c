package dev.mien.index.api;

import dev.mien.index.epoch.Epochs;
import dev.mien.index.epoch.KeyDates;
import dev.mien.index.epoch.KeyReminders;
import dev.mien.index.epoch.KeyUpkeep;
import dev.mien.index.epoch.Rekeying;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.vault.ExportKeys;
import dev.mien.index.vault.FrameSeal;
import dev.mien.index.vault.KeyEncryption;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.MountedKeys;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** As {@link Assembly}, for keys. */
class KeyAssembly {
    private static final String ENCRYPTION = "mien.keys.encryption";

    @Produces
    @Singleton
    KeyEncryption encryption(@ConfigProperty(name = ENCRYPTION) Path file) {
        return MountedKeys.read(ENCRYPTION, file);
    }

    @Produces
    @Singleton
    KeyVault keys(KeyEncryption encryption) {
        return new KeyVault(encryption);
    }

    @Produces
    @Singleton
    ProbeSeal seal(KeyEncryption encryption) {
        return new ProbeSeal(encryption);
    }

    @Produces
    @Singleton
    FrameSeal frameSeal(KeyEncryption encryption) {
        return new FrameSeal(encryption);
    }

    @Produces
    @Singleton
    ExportKeys exportKeys(KeyEncryption encryption) {
        return new ExportKeys(encryption);
    }

    @Produces
    @Singleton
    Epochs epochs(
            @ConfigProperty(name = "mien.index.epoch") Duration length,
            @ConfigProperty(name = "mien.index.backup-retention") Duration backups) {
        return new Epochs(length, backups);
    }

    @Produces
    @Singleton
    Rekeying rekeying(Database database, Heads heads, KeyVault keys, Epochs epochs) {
        return new Rekeying(database, heads, keys, epochs);
    }

    @Produces
    @Singleton
    KeyDates dates(Epochs epochs) {
        return new KeyDates(epochs);
    }

    @Produces
    @Singleton
    KeyUpkeep upkeep(
            Database database,
            Heads heads,
            Templates templates,
            KeyVault keys,
            KeyEncryption encryption,
            Epochs epochs) {
        return new KeyUpkeep(database, heads, templates, keys, encryption, epochs);
    }

    @Produces
    @Singleton
    KeyReminders reminders(Database database, KeyEncryption encryption, Epochs epochs) {
        return new KeyReminders(database, encryption, epochs);
    }
}
