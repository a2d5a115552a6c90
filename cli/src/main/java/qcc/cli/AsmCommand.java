package qcc.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.cim.isa.syntax.Source;
import qcc.backend.host.bundle.BundleAssembler;
import qcc.backend.host.bundle.BundleWriter;

/** Makes a bundle from its text. */
@Command(name = "asm", description = "Makes a bundle from the text that 'qcc disasm --full' prints.", mixinStandardHelpOptions = true)
final class AsmCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "TEXT", description = "A bundle's text in UTF-8.")
    private Path file;

    @Option(names = "-o", paramLabel = "BUNDLE.qcb", required = true, description = "The bundle to write.")
    private Path output;

    AsmCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var bundle = BundleAssembler.assemble(new Source(file.toString(), text()));
        new BundleWriter().write(bundle, invocation.resolve(output));
        return ExitCode.OK;
    }

    private String text() throws IOException {
        try {
            return Files.readString(invocation.resolve(file));
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not text in UTF-8", e);
        }
    }
}
