package dev.mien.index.file;

import dev.mien.platform.indexfile.IndexFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the command line asks for. A key is never an argument: those are seen by everybody on the machine.
 *
 * @param keyFile null: the key is in the environment
 * @param environmentKey null: there is none
 * @param into null: standard output
 */
record IndexWish(Kind kind, Path file, Path keyFile, String environmentKey, Path into) {
    static final String KEY_VARIABLE = "MIEN_INDEX_KEY";

    private static final int KEY_CHARACTERS_MAX = 200;
    private static final String USAGE = "index takes inspect, verify or decrypt, then FILE; verify and decrypt take"
            + " --key-file FILE or the key in " + KEY_VARIABLE + ", and decrypt may take --out FILE.";

    /** What is to be done. */
    enum Kind {
        INSPECT,
        VERIFY,
        DECRYPT
    }

    /** @throws IndexFileException saying what is missing */
    static IndexWish of(String environmentKey, String... arguments) {
        Kind kind = kind(arguments.length == 0 ? "" : arguments[0]);
        Path file = null;
        Path keyFile = null;
        Path into = null;
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--key-file")) {
                keyFile = Path.of(value(arguments, ++i));
            } else if (argument.equals("--out") && kind == Kind.DECRYPT) {
                into = Path.of(value(arguments, ++i));
            } else if (argument.startsWith("--") || file != null) {
                throw new IndexFileException("'" + argument + "' cannot be used here. " + USAGE);
            } else {
                file = Path.of(argument);
            }
        }
        if (file == null) {
            throw new IndexFileException("FILE is missing. " + USAGE);
        }
        if (kind != Kind.INSPECT && keyFile == null && environmentKey == null) {
            throw new IndexFileException("The file's key is missing. " + USAGE);
        }
        return new IndexWish(kind, file, keyFile, environmentKey, into);
    }

    FileKey key() throws IOException {
        if (keyFile == null) {
            return FileKey.parse(environmentKey);
        }
        if (Files.size(keyFile) > KEY_CHARACTERS_MAX) {
            throw new IndexFileException(keyFile + " is too large for a key.");
        }
        return FileKey.parse(Files.readString(keyFile));
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "inspect" -> Kind.INSPECT;
            case "verify" -> Kind.VERIFY;
            case "decrypt" -> Kind.DECRYPT;
            default -> throw new IndexFileException(USAGE);
        };
    }

    private static String value(String[] arguments, int at) {
        if (at == arguments.length) {
            throw new IndexFileException(arguments[at - 1] + " needs a value. " + USAGE);
        }
        return arguments[at];
    }

    @Override
    public String toString() {
        return "IndexWish[" + kind + " " + file + "]";
    }
}
