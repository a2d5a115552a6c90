package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the installed mlir-opt. */
class MlirOptTest {
    private static final String TOOL = "mlir-opt-22";

    @Test
    void readsWhatWePrintAndPrintsTheSame(@TempDir Path folder) throws IOException, InterruptedException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, TOOL)));
        Assumptions.assumeTrue(installed, TOOL + " is not on the path");
        for (var name : new String[]{"constructs.mlir", "regions.mlir", "resources.mlir"}) {
            var printed = Printer.toString(Texts.parse(new Source(name, Texts.resource(name))), Set.of(PrintOption.GENERIC));
            var file = Files.writeString(folder.resolve(name), printed);
            var output = folder.resolve(name + ".out");
            var process = new ProcessBuilder(TOOL, "--allow-unregistered-dialect", "--mlir-print-op-generic", file.toString())
                    .redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            assertThat(process.waitFor()).isZero();
            assertThat(Files.readString(output)).isEqualTo(printed + "\n");
        }
    }
}
