package qcc.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.cim.isa.Disassembler;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.backend.host.bundle.HostCommand;

/** Prints a bundle as text. */
@Command(name = "disasm", description = "Prints the host commands and instructions of a bundle.", mixinStandardHelpOptions = true)
final class DisasmCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Option(names = "--core", paramLabel = "N", defaultValue = "-1", description = "Print only the programs of this core.")
    private int core;

    @Option(names = "--host-module", description = "Print the functions that the host runs itself, and nothing else.")
    private boolean hostModule;

    DisasmCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var bundle = new BundleReader().read(invocation.resolve(file));
        if (hostModule) {
            invocation.out().print(bundle.hostModule().text());
            return ExitCode.OK;
        }
        if (core < 0) {
            printHost(bundle);
        }
        for (int segment = 0; segment < bundle.segments().size(); segment++) {
            printSegment(bundle, segment);
        }
        return ExitCode.OK;
    }

    private void printHost(Bundle bundle) {
        line("// network %s, %s, %d bytes of global memory", bundle.network(), bundle.producer(), bundle.globalMemoryBytes());
        for (int i = 0; i < bundle.buffers().size(); i++) {
            line("// buffer %d: %s %s", i, bundle.buffers().get(i).kind().text(), bundle.buffers().get(i).shape());
        }
        bundle.inputs().forEach(port -> line("// input %s: buffer %d", port.name(), port.buffer()));
        bundle.outputs().forEach(port -> line("// output %s: buffer %d", port.name(), port.buffer()));
        bundle.commands().forEach(command -> line("%s%s", text(command), waits(command)));
    }

    private static String text(HostCommand command) {
        return switch (command) {
            case HostCommand.LoadSegment c -> "%d: load_segment %d".formatted(c.id(), c.segment());
            case HostCommand.CopyIn c ->
                "%d: copy_in buffer=%d, address=%d, bytes=%d".formatted(c.id(), c.buffer(), c.address(), c.bytes());
            case HostCommand.Launch c -> "%d: launch %d".formatted(c.id(), c.segment());
            case HostCommand.CopyOut c ->
                "%d: copy_out address=%d, bytes=%d, buffer=%d".formatted(c.id(), c.address(), c.bytes(), c.buffer());
            case HostCommand.HostOp c -> "%d: host_op @%s %s -> %s".formatted(c.id(), c.function(), c.arguments(), c.results());
        };
    }

    private static String waits(HostCommand command) {
        return command.waitsFor().isEmpty() ? "" : ", after " + command.waitsFor();
    }

    private void printSegment(Bundle bundle, int number) {
        for (var program : bundle.segments().get(number).programs()) {
            if (core < 0 || core == program.core()) {
                line("%n// segment %d, core %d: %d array groups, %d bytes of code", number, program.core(), program.groups().size(),
                        program.code().length);
                invocation.out()
                        .print(new Disassembler().disassemble(new FixedWordCodec().decodeProgram(program.code(), program.sourceMap())));
            }
        }
    }

    private void line(String format, Object... values) {
        invocation.out().print(String.format(Locale.ROOT, format, values) + "\n");
    }
}
