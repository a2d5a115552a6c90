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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern READ_FILE = Pattern.compile("%\\{readfile:([^}]*)\\}");

    /** Exit code for a name that is no command. */
    public static final int NOT_FOUND = 127;
    /** Exit code for a tool that threw; processes killed by a signal have codes from 128 on. */
    static final int CRASH = 134;

    private final Map<String, Tool> tools;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Deque<Path> folders = new ArrayDeque<>();
    private final ProcessLimits limits = new ProcessLimits();
    private volatile Optional<Process> running = Optional.empty();
    private volatile boolean stopped;
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
                for (String expanded : expand(word)) {
                    words.add(readFiles(expanded));
                }
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
        boolean absolute = word.pattern().startsWith("/");
        var found = List.of(absolute ? "/" : "");
        for (String segment : word.pattern().substring(absolute ? 1 : 0).split("/")) {
            var longer = new ArrayList<String>();
            for (String prefix : found) {
                longer.addAll(matches(prefix, segment));
            }
            found = longer;
        }
        return found.isEmpty() ? List.of(word.text()) : found;
    }

    /** The path {@code prefix} with each name behind it that a glob without slashes stands for. */
    private List<String> matches(String prefix, String glob) throws IOException {
        String before = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        Path searched = folder.resolve(before);
        if (glob.equals(".") || glob.equals("..") || glob.isEmpty()) {
            return List.of(before + glob);
        }
        if (!Files.isDirectory(searched)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (var entries = Files.list(searched)) {
            return entries.map(Path::getFileName).filter(matcher::matches).map(Path::toString)
                    .filter(name -> !name.startsWith(".") || glob.startsWith(".")).sorted().map(name -> before + name).toList();
        }
    }

    /** Runs a command whose words are final. */
    int call(List<String> words, Streams streams, Map<String, String> variables) {
        String name = words.getFirst();
        var args = words.subList(1, words.size());
        return switch (name) {
            case "cd" -> changeFolder(args, streams);
            case "pushd" -> pushFolder(args, streams);
            case "popd" -> popFolder(args, streams);
            case "umask" -> limits.umask(args, streams);
            case "ulimit" -> limits.ulimit(args, streams);
            case "export" -> export(args, streams);
            case "env" -> new CommandWrappers(this).env(args, streams, variables);
            case "not" -> new CommandWrappers(this).not(args, streams, variables);
            default -> {
                var tool = tools.containsKey(name) ? tools.get(name) : Builtins.BY_NAME.get(name);
                yield tool != null
                        ? callTool(name, tool, args, streams, variables)
                        : new ExternalProcess(words, folder, variables, limits.commands()).run(this, streams);
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

    /** Ends the process that is running, and lets no other one begin; for another thread than that of {@link #run}. */
    public void stop() {
        stopped = true;
        running.ifPresent(Process::destroyForcibly);
    }

    /** Takes note of a process that has begun. */
    void begun(Process process) {
        running = Optional.of(process);
        if (stopped) {
            process.destroyForcibly();
        }
    }

    /** Puts contents of files into a word. */
    private String readFiles(String word) throws IOException {
        var matcher = READ_FILE.matcher(word);
        var result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(Files.readString(folder.resolve(matcher.group(1)))));
        }
        return matcher.appendTail(result).toString();
    }

    private int pushFolder(List<String> args, Streams streams) {
        var old = folder;
        int exitCode = changeFolder(args, streams);
        if (exitCode == 0) {
            folders.push(old);
        }
        return exitCode;
    }

    private int popFolder(List<String> args, Streams streams) {
        if (!args.isEmpty() || folders.isEmpty()) {
            streams.err().println(args.isEmpty() ? "popd: no folder to go back to" : "popd: expected no argument");
            return 1;
        }
        folder = folders.pop();
        return 0;
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
        int equals = args.size() == 1 ? args.getFirst().indexOf('=') : -1;
        if (equals < 1) {
            streams.err().println("export: expected one NAME=VALUE, not '" + String.join(" ", args) + "'");
            return 1;
        }
        environment.put(args.getFirst().substring(0, equals), args.getFirst().substring(equals + 1));
        return 0;
    }
}
