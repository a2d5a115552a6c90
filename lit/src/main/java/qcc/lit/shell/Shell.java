package qcc.lit.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import qcc.lit.Tool;
import qcc.lit.shell.Command.Pipeline;
import qcc.lit.shell.Command.Redirection;
import qcc.lit.shell.Command.Sequence;
import qcc.lit.shell.Command.Simple;

/**
 * Runs command lines one after the other; {@code cd} and {@code export} last until the shell is dropped. The stages of a pipeline run one after the other, too: each gets all output of the
 * one before. A pipeline fails with the code of its last failing stage. A name is looked up among the shell's own commands, then among the tools, then on {@code PATH}.
 */
public final class Shell {
    /** Exit code for a name that is no command. */
    public static final int NOT_FOUND = 127;
    /** Exit code for a tool that threw; processes killed by a signal have codes from 128 on. */
    static final int CRASH = 134;

    private final Map<String, Tool> tools;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private Path folder;

    /**
     * A shell.
     *
     * @param tools commands by name
     * @param environment environment variables to begin with
     * @param folder absolute working directory to begin with
     * @param out standard output of commands
     * @param err standard error of commands
     */
    public Shell(Map<String, Tool> tools, Map<String, String> environment, Path folder, PrintStream out, PrintStream err) {
        this.tools = Map.copyOf(tools);
        this.environment = new TreeMap<>(environment);
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command line.
     *
     * @return exit code
     * @throws ShellSyntaxException if the line is not understood; nothing has run then
     */
    public int run(String line) throws ShellSyntaxException {
        return run(Parser.parse(line));
    }

    private int run(Command command) {
        return switch (command) {
            case Pipeline pipeline -> run(pipeline);
            case Sequence sequence -> {
                int left = run(sequence.left());
                boolean goOn = switch (sequence.condition()) {
                    case ALWAYS -> true;
                    case ON_SUCCESS -> left == 0;
                    case ON_FAILURE -> left != 0;
                };
                yield goOn ? run(sequence.right()) : left;
            }
        };
    }

    private int run(Pipeline pipeline) {
        int exitCode = 0;
        InputStream in = InputStream.nullInputStream();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            boolean last = i + 1 == pipeline.stages().size();
            var buffer = new ByteArrayOutputStream();
            var stageOut = last ? out : new PrintStream(buffer, false, StandardCharsets.UTF_8);
            int stageCode = run(pipeline.stages().get(i), new Streams(in, stageOut, err));
            stageOut.flush();
            exitCode = stageCode != 0 ? stageCode : exitCode;
            in = new ByteArrayInputStream(buffer.toByteArray());
        }
        return exitCode;
    }

    private int run(Simple command, Streams streams) {
        var opened = new ArrayList<AutoCloseable>();
        try {
            var redirected = streams;
            for (var redirection : command.redirections()) {
                redirected = redirect(redirection, redirected, opened);
            }
            var words = new ArrayList<String>();
            for (var word : command.words()) {
                words.addAll(expand(word));
            }
            int exitCode = call(words, redirected, environment);
            redirected.out().flush();
            redirected.err().flush();
            return exitCode;
        } catch (NoSuchFileException e) {
            streams.err().println(command.words().getFirst().text() + ": " + e.getFile() + ": No such file or directory");
            return 1;
        } catch (IOException e) {
            streams.err().println(command.words().getFirst().text() + ": " + e.getMessage());
            return 1;
        } finally {
            close(opened, streams);
        }
    }

    private static void close(List<AutoCloseable> opened, Streams streams) {
        for (var resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                streams.err().println("cannot close a file: " + e.getMessage());
            }
        }
    }

    private Streams redirect(Redirection redirection, Streams streams, List<AutoCloseable> opened) throws IOException {
        Path file = folder.resolve(redirection.target().text());
        return switch (redirection.operator()) {
            case "<" -> {
                var in = Files.newInputStream(file);
                opened.add(in);
                yield new Streams(in, streams.out(), streams.err());
            }
            case "2>&1" -> new Streams(streams.in(), streams.out(), streams.out());
            case "1>&2" -> new Streams(streams.in(), streams.err(), streams.err());
            case ">", "1>", ">>" -> new Streams(streams.in(), open(file, redirection, opened), streams.err());
            case "2>", "2>>" -> new Streams(streams.in(), streams.out(), open(file, redirection, opened));
            case "&>", "&>>" -> {
                var both = open(file, redirection, opened);
                yield new Streams(streams.in(), both, both);
            }
            default -> streams;
        };
    }

    private static PrintStream open(Path file, Redirection redirection, List<AutoCloseable> opened) throws IOException {
        var mode = redirection.operator().endsWith(">>") ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        var stream = new PrintStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode), false,
                StandardCharsets.UTF_8);
        opened.add(stream);
        return stream;
    }

    /** Files that a word with glob characters names, sorted; the word itself if there are none. */
    private List<String> expand(Token.Word word) throws IOException {
        if (word.pattern().isEmpty()) {
            return List.of(word.text());
        }
        int slash = word.pattern().lastIndexOf('/');
        String parent = word.text().substring(0, word.text().lastIndexOf('/') + 1);
        Path searched = folder.resolve(parent);
        if (!Files.isDirectory(searched)) {
            return List.of(word.text());
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + word.pattern().substring(slash + 1));
        try (var entries = Files.list(searched)) {
            var names = entries.map(Path::getFileName).filter(matcher::matches).map(Path::toString).filter(name -> !name.startsWith("."))
                    .sorted().map(name -> parent + name).toList();
            return names.isEmpty() ? List.of(word.text()) : names;
        }
    }

    /** Runs a command whose words are final. */
    int call(List<String> words, Streams streams, Map<String, String> variables) {
        String name = words.getFirst();
        var args = words.subList(1, words.size());
        return switch (name) {
            case "cd" -> changeFolder(args, streams);
            case "export" -> export(args, streams);
            case "env" -> new CommandWrappers(this).env(args, streams, variables);
            case "not" -> new CommandWrappers(this).not(args, streams, variables);
            default -> {
                var tool = tools.containsKey(name) ? tools.get(name) : Builtins.BY_NAME.get(name);
                yield tool != null
                        ? callTool(name, tool, args, streams, variables)
                        : new ExternalProcess(words, folder, variables).run(streams);
            }
        };
    }

    private int callTool(String name, Tool tool, List<String> args, Streams streams, Map<String, String> variables) {
        try {
            return tool.run(List.copyOf(args), streams.in(), streams.out(), streams.err(), folder, Map.copyOf(variables));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            streams.err().println(name + ": crashed");
            e.printStackTrace(streams.err());
            return CRASH;
        }
    }

    private int changeFolder(List<String> args, Streams streams) {
        if (args.size() != 1) {
            streams.err().println("cd: expected one folder");
            return 1;
        }
        Path target = folder.resolve(args.getFirst()).normalize();
        if (!Files.isDirectory(target)) {
            streams.err().println("cd: " + args.getFirst() + ": No such directory");
            return 1;
        }
        folder = target;
        return 0;
    }

    private int export(List<String> args, Streams streams) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 1) {
                streams.err().println("export: expected NAME=VALUE, not '" + arg + "'");
                return 1;
            }
            environment.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return 0;
    }
}
