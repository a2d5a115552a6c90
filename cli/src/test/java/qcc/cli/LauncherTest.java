package qcc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.ir.pass.PassInfo;
import qcc.ir.transform.CorePasses;

/** What the launcher takes for granted of the program it starts. */
class LauncherTest {
    private static final String TEXT = """
            func.func @f(%a: i32) -> i32 {
              %0 = arith.muli %a, %a : i32
              %1 = arith.muli %a, %a : i32
              %2 = arith.addi %0, %1 : i32
              return %2 : i32
            }
            """;

    private static List<String> corePasses() {
        return CorePasses.LIST.stream().map(pass -> pass.getAnnotation(PassInfo.class).name()).toList();
    }

    @Test
    void knowsThePassesOfTheCore() throws IOException {
        var launcher = Files.readString(Path.of(System.getProperty("qcc.root")).resolve("qcc"));
        assertThat(launcher).contains("passes='" + String.join("|", corePasses()) + "'");
    }

    /** The launcher leaves the incubator's module out for them. */
    @Test
    void passesOfTheCoreNeedNoVectorApi(@TempDir Path folder) throws IOException, InterruptedException {
        var input = Files.writeString(folder.resolve("input.mlir"), TEXT);
        var command = corePasses().stream().map(pass -> "--" + pass).collect(Collectors.toList());
        command.addAll(0, List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "qcc.cli.Main", "opt", input.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsOnlyOnce("arith.muli");
    }
}
