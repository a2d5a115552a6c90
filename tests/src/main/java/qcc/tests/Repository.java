package qcc.tests;

import java.nio.file.Path;

/** Where things are. */
public final class Repository {
    /** The folder of the repository. */
    public static final Path ROOT = Path.of(System.getProperty("qcc.root", "..")).toAbsolutePath().normalize();

    /** The folder of trained models and data sets; tests that need it are skipped where it is absent. */
    public static final Path SHARED = Path.of(System.getProperty("qcc.shared", ROOT.resolve("../shared").toString())).toAbsolutePath()
            .normalize();

    private Repository() {}
}
