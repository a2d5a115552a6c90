package qcc.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import qcc.dialect.Dialects;
import qcc.lsp.IrLanguageServer;

/** {@code qcc lsp}: speaks with an editor over standard input and output. */
@Command(name = "lsp", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Serves editors of IR as text (Language Server Protocol over standard input and output).")
final class LspCommand implements Callable<Integer> {
    private final Invocation invocation;

    LspCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        return IrLanguageServer.serve(invocation.in(), invocation.out(), Dialects.registry());
    }
}
