package qcc.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import qcc.lit.LitMain;
import qcc.lit.filecheck.FileCheck;

/** All commands by name. Only the command that is called is loaded. */
@Command(name = "qcc", description = "A quantizing compiler for compute-in-memory chips.", versionProvider = Version.class, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", footer = {
        "", "Exit codes: 0 done, 1 the input is at fault, 2 the command line is at fault, 70 a bug of qcc."})
public final class Qcc implements Callable<Integer> {
    private static final String OPT = "opt";
    /** Names of the commands that have options of their own, sorted. */
    private static final List<String> COMMANDS = List.of("asm", "cells", "chip", "compile", "disasm", "eval", "golden", "graph", "lsp",
            "onnx-check", OPT,
            "repair", "run",
            "translate");
    private static final String FILE_CHECK = "filecheck";
    private static final String LIT = "lit";

    @Spec
    private CommandSpec spec;

    private Qcc() {}

    /**
     * Runs a command.
     *
     * @param args the words after {@code qcc}
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(List<String> args, Invocation invocation) {
        if (asksForVersion(args)) {
            invocation.out().println(Version.text());
            return ExitCode.OK;
        }
        if (!args.isEmpty() && List.of(FILE_CHECK, LIT).contains(args.getFirst())) {
            return runTestTool(args.getFirst(), args.subList(1, args.size()), invocation);
        }
        var boundary = new ErrorBoundary(args, invocation);
        try {
            return execute(args, invocation, boundary);
        } catch (RuntimeException | Error e) {
            return boundary.report(e);
        }
    }

    /** Answered without picocli, whose classes are too old for the AOT cache and take most of a short start. */
    private static boolean asksForVersion(List<String> args) {
        return args.equals(List.of("--version")) || args.equals(List.of("-V"));
    }

    private static int execute(List<String> args, Invocation invocation, ErrorBoundary boundary) {
        var out = new PrintWriter(invocation.out(), false, StandardCharsets.UTF_8);
        var err = new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8);
        boolean passFlags = !args.isEmpty() && args.getFirst().equals(OPT);
        var words = passFlags ? PassFlags.of(args, PassList.registry()) : new PassFlags(List.of(), args);
        var line = commandLine(words, invocation).setOut(out).setErr(err)
                .setExecutionExceptionHandler((failure, _, _) -> boundary.handle(failure)).setParameterExceptionHandler(Qcc::reportUsage);
        int exitCode = line.execute(words.others().toArray(String[]::new));
        out.flush();
        return exitCode;
    }

    private static int runTestTool(String name, List<String> args, Invocation invocation) {
        if (name.equals(FILE_CHECK)) {
            return new FileCheck().run(args, invocation.in(), invocation.out(), invocation.err(), invocation.workingDirectory(),
                    invocation.environment());
        }
        var shared = invocation.environment().getOrDefault("QCC_SHARED", "../shared");
        var around = LitEnvironment.of(invocation.environment().getOrDefault("PATH", ""), invocation.workingDirectory().resolve(shared));
        return LitMain.run(args, around.tools(), around.features(), invocation.out(), invocation.err());
    }

    private static CommandLine commandLine(PassFlags words, Invocation invocation) {
        var line = new CommandLine(new Qcc());
        var args = words.others();
        if (!args.isEmpty() && COMMANDS.contains(args.getFirst())) {
            line.addSubcommand(create(args.getFirst(), words, invocation));
        } else {
            COMMANDS.forEach(name -> line.addSubcommand(create(name, words, invocation)));
            line.addSubcommand(new FileCheckCommand()).addSubcommand(new LitCommand());
        }
        return line;
    }

    private static Object create(String name, PassFlags words, Invocation invocation) {
        return switch (name) {
            case "asm" -> new AsmCommand(invocation);
            case "cells" -> new CellsCommand(invocation);
            case "chip" -> new ChipCommand(invocation);
            case "compile" -> new CompileCommand(invocation);
            case "disasm" -> new DisasmCommand(invocation);
            case "eval" -> new EvalCommand(invocation);
            case "golden" -> new GoldenCommand(invocation);
            case "graph" -> new GraphCommand(invocation);
            case "lsp" -> new LspCommand(invocation);
            case "onnx-check" -> new OnnxCheckCommand(invocation);
            case OPT -> new OptCommand(invocation, words.passes());
            case "repair" -> new RepairCommand(invocation);
            case "run" -> new RunCommand(invocation);
            case "translate" -> new TranslateCommand(invocation);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing; 'qcc --help' lists them");
    }

    /** A wrong word gets one line and a hint, not the whole manual. */
    private static int reportUsage(ParameterException problem, String[] args) {
        var line = problem.getCommandLine();
        line.getErr().println("qcc: error: " + problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, line.getErr())) {
            line.getErr().println("try '" + line.getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitCode.USAGE;
    }

    /** Stands in the list of commands; {@link #runTestTool} calls the tool itself, whose options are LLVM's. */
    @Command(name = FILE_CHECK, description = "Checks a text against the directives of a file, as LLVM's FileCheck does.")
    private static final class FileCheckCommand {}

    /** Stands in the list of commands, like {@link FileCheckCommand}. */
    @Command(name = LIT, description = "Runs golden tests, as LLVM's lit does.")
    private static final class LitCommand {}
}
