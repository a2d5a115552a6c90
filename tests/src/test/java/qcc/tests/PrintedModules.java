package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.lit.Tool;

/** Collects the IR that commands print, for a look at it with the installed mlir-opt. */
final class PrintedModules {
    private static final String TOOL = "mlir-opt-22";
    private static final String SEPARATOR = "// -----\n";
    private static final Set<PrintOption> FORM = Set.of(PrintOption.GENERIC, PrintOption.DEBUG_INFO);

    /** Each module in the generic form, by the command that printed it first. */
    private final Map<String, String> modules = new LinkedHashMap<>();

    /** A command that does what another does; the IR that it prints, to standard output or into the file after {@code -o}, is kept. */
    Tool watch(Tool tool) {
        return (args, in, out, err, folder, environment) -> {
            var copy = new ByteArrayOutputStream();
            int exitCode = tool.run(args, in, new PrintStream(copy, false, StandardCharsets.UTF_8), err, folder, environment);
            out.writeBytes(copy.toByteArray());
            if (exitCode == 0) {
                keep(args, copy.toString(StandardCharsets.UTF_8));
                outputFile(args).map(folder::resolve).filter(Files::isRegularFile).ifPresent(file -> keep(args, read(file)));
            }
            return exitCode;
        };
    }

    private static Optional<String> outputFile(List<String> args) {
        int option = args.indexOf("-o");
        return option < 0 || option + 1 >= args.size() ? Optional.empty() : Optional.of(args.get(option + 1));
    }

    /** Bytes that are no text are no IR as text. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    private synchronized void keep(List<String> args, String printed) {
        for (var part : printed.split("(?m)^" + SEPARATOR)) {
            if (part.contains("module")) {
                parse(part).ifPresent(module -> modules.putIfAbsent(Printer.toString(module, FORM), "qcc " + String.join(" ", args)));
            }
        }
    }

    private static Optional<ModuleOp> parse(String text) {
        return Parser.parse(Source.of("printed.mlir", text), Dialects.registry(), new DiagnosticCollector(),
                ParserOptions.ALLOW_UNREGISTERED);
    }

    /** Hands all modules to mlir-opt at once; each must come back and mean the same. Skipped without mlir-opt. */
    void comeBackFromMlirOpt(Path folder) throws IOException, InterruptedException {
        boolean installed = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, TOOL)));
        assumeTrue(installed, TOOL + " is not installed");
        assertThat(modules).as("IR that the golden tests print").hasSizeGreaterThan(100);
        var texts = List.copyOf(modules.keySet());
        var input = Files.writeString(folder.resolve("printed.mlir"), String.join("\n" + SEPARATOR, texts));
        var output = folder.resolve("returned.mlir");
        var errors = folder.resolve("errors.txt");
        int exitCode = new ProcessBuilder(TOOL, "--allow-unregistered-dialect", "--mlir-print-op-generic", "--mlir-print-debuginfo",
                "--split-input-file", input.toString()).redirectOutput(output.toFile()).redirectError(errors.toFile()).start().waitFor();
        assertThat(exitCode).as("mlir-opt refuses what a golden test prints:%n%s", Files.readString(errors)).isZero();
        compare(texts, Files.readString(output).split("(?m)^" + SEPARATOR));
    }

    private void compare(List<String> texts, String[] returned) {
        assertThat(returned).hasSize(texts.size());
        var differences = new ArrayList<String>();
        for (int i = 0; i < returned.length; i++) {
            var back = parse(returned[i]).map(module -> Printer.toString(module, FORM)).orElse("no IR");
            if (!back.equals(texts.get(i))) {
                differences.add("%s%n---- qcc%n%s%n---- mlir-opt%n%s".formatted(modules.get(texts.get(i)), texts.get(i), back));
            }
        }
        if (!differences.isEmpty()) {
            fail("%d of %d modules come back from mlir-opt different:%n%s", differences.size(), texts.size(), differences.getFirst());
        }
    }
}
