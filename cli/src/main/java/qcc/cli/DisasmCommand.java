package qcc.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleDisassembler;
import qcc.backend.host.bundle.BundleDisassembler.Detail;
import qcc.backend.host.bundle.BundleReader;

/** Prints a bundle as text. */
@Command(name = "disasm", description = "Prints everything in a bundle as text; 'qcc asm' reads the full form back.", mixinStandardHelpOptions = true)
final class DisasmCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Option(names = "--full", description = "Print matrices and constants, too, in hexadecimal.")
    private boolean full;

    @Option(names = "--core", paramLabel = "N", description = "Print only what this core is given.")
    private Optional<Integer> core = Optional.empty();

    @Option(names = "--host-module", description = "Print the functions that the host runs itself, and nothing else.")
    private boolean hostModule;

    @Option(names = "-o", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> output = Optional.empty();

    DisasmCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var bundle = new BundleReader().read(invocation.resolve(file));
        TextFile.write(output, invocation, target -> write(bundle, target));
        return ExitCode.OK;
    }

    private void write(Bundle bundle, OutputStream target) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        write(bundle, text);
        text.flush();
    }

    private void write(Bundle bundle, Writer text) throws IOException {
        var disassembler = new BundleDisassembler(full ? Detail.FULL : Detail.ELIDED, text);
        if (hostModule) {
            text.append(bundle.hostModule().text());
        } else if (core.isPresent()) {
            disassembler.writeCore(bundle, core.get());
        } else {
            disassembler.write(bundle);
        }
    }
}
