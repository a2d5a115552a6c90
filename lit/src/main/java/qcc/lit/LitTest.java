package qcc.lit;

import java.nio.file.Path;

/**
 * A test file.
 *
 * @param config of its suite
 * @param file absolute
 * @param executionFolder absolute folder in which its commands start
 */
public record LitTest(LitConfig config, Path file, Path executionFolder) {

    /** Name of the suite and path in it, as in {@code suite :: folder/file.mlir}. */
    public String name() {
        return config.name() + " :: " + path();
    }

    /** Path inside the suite, with slashes. */
    public String path() {
        return config.root().relativize(file).toString().replace('\\', '/');
    }

    /** Path on which the names of temporary files begin. */
    Path temporaryBase() {
        return executionFolder.resolve("Output").resolve(file.getFileName().toString());
    }
}
