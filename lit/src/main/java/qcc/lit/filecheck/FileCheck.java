package qcc.lit.filecheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import qcc.lit.Tool;
import qcc.lit.filecheck.FileCheckOptions.DumpFilter;
import qcc.lit.filecheck.FileCheckOptions.DumpMode;

/**
 * Checks a text against the directives of a check file, with the semantics of LLVM's FileCheck.
 *
 * <p>
 * Exit codes: {@value #SUCCESS} if all directives are met; {@value #MISMATCH} if one is not, or for an unknown option; {@value #UNUSABLE} if there is nothing to check: a file is missing,
 * the input is empty, a prefix has no directive, or a directive is not well formed.
 */
public final class FileCheck implements Tool {
    /** All directives are met. */
    public static final int SUCCESS = 0;
    /** A directive is not met. */
    public static final int MISMATCH = 1;
    /** Nothing could be checked. */
    public static final int UNUSABLE = 2;

    /** Ends a run before any directive was looked for. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    @Override
    public int run(List<String> args, InputStream in, PrintStream out, PrintStream err, Path workingDirectory,
            Map<String, String> environment) {
        var messages = new StringBuilder();
        int exitCode = run(args, in, out, messages, workingDirectory, environment);
        byte[] bytes = messages.toString().getBytes(StandardCharsets.ISO_8859_1);
        err.write(bytes, 0, bytes.length);
        err.flush();
        return exitCode;
    }

    private static int run(List<String> args, InputStream in, PrintStream out, StringBuilder messages, Path workingDirectory,
            Map<String, String> environment) {
        if (args.contains("--help") || args.contains("-help")) {
            out.println(USAGE);
            return SUCCESS;
        }
        try {
            var options = OptionParser.parse(allWords(args, environment));
            if (options.dump() == DumpMode.HELP) {
                out.print(InputDump.HELP);
                return SUCCESS;
            }
            return new Run(options, args, in, messages, workingDirectory).check();
        } catch (OptionParser.OptionException e) {
            messages.append("FileCheck: ").append(SourceText.toBytes(e.getMessage())).append(".  Try: 'FileCheck --help'\n");
            return MISMATCH;
        } catch (UnusableException e) {
            messages.append(SourceText.toBytes(e.getMessage())).append('\n');
            return UNUSABLE;
        } catch (CheckFileException e) {
            e.print(messages);
            return e.exitCode();
        }
    }

    private static final String USAGE = """
            USAGE: FileCheck [options] <check-file>

            OPTIONS:
              --allow-deprecated-dag-overlap  let matches of neighboring -DAG directives overlap
              --allow-empty                   accept an empty input
              --allow-unused-prefixes         accept a prefix without a directive
              --check-prefix=<prefix>         prefix of directives (default CHECK)
              --check-prefixes=<list>         several prefixes, separated by commas
              --color                         accepted, has no effect
              --comment-prefixes=<list>       prefixes that hide the rest of their line (default COM,RUN)
              -D<VAR>=<VALUE>                 define a string variable
              -D#[<FORMAT>,]<VAR>=<EXPR>      define a numeric variable
              --dump-input=<value>            help, always, fail (default) or never
              --dump-input-context=<N>        lines around each line that is printed (default 5)
              --dump-input-filter=<value>     all, annotation-full, annotation or error
              --enable-var-scope              -LABEL ends the life of variables without a dollar sign
              --ignore-case                   match both cases of ASCII letters
              --implicit-check-not=<pattern>  the pattern must not occur between positive matches
              --input-file=<file>             file to check (default: standard input)
              --match-full-lines              positive directives match whole lines
              --strict-whitespace             take runs of blanks as they are
              -v                              report good matches
              -vv                             report all searches

            Options are also read from the environment variable FILECHECK_OPTS.""";

    private static List<String> allWords(List<String> args, Map<String, String> environment) {
        var words = new ArrayList<String>();
        String fromEnvironment = environment.getOrDefault("FILECHECK_OPTS", "").strip();
        if (!fromEnvironment.isEmpty()) {
            words.addAll(Arrays.asList(fromEnvironment.split("\\s+")));
        }
        words.addAll(args);
        return words;
    }

    /** One run with known options. */
    private record Run(FileCheckOptions options, List<String> args, InputStream in, StringBuilder messages, Path workingDirectory) {

        int check() throws UnusableException, CheckFileException {
            if (options.checkFile().isEmpty()) {
                throw new UnusableException("<check-file> not specified");
            }
            validatePrefixes();
            String checkFile = options.checkFile().get();
            var source = source(checkFile, "check");
            var declarations = new Declarations();
            var variables = new Variables();
            for (String definition : options.definitions()) {
                new CommandLineDefinition(SourceText.toBytes(definition), declarations, variables).define(options);
            }
            var parsed = CheckFileParser.parse(source, options, declarations);
            checkUnusedPrefixes(parsed);
            var input = source(options.inputFile(), "input");
            if (input.text().isEmpty() && !options.allowEmpty()) {
                throw new UnusableException(
                        "FileCheck error: '" + input.name() + "' is empty.\nFileCheck command line:  FileCheck " + String.join(" ", args));
            }
            var report = new Report(input, options.verbosity(), options.dump() == DumpMode.NEVER, messages);
            boolean good = new InputChecker(parsed.steps(), input, options, variables, report).run();
            if (options.dump() == DumpMode.ALWAYS || options.dump() == DumpMode.FAIL && !good) {
                dump(input, checkFile, report);
            }
            return good ? SUCCESS : MISMATCH;
        }

        private void validatePrefixes() throws UnusableException {
            Set<String> seen = new HashSet<>();
            var all = new ArrayList<>(options.prefixes());
            all.addAll(options.commentPrefixes());
            for (String prefix : all) {
                if (prefix.isEmpty()) {
                    throw new UnusableException("error: supplied check prefix must not be the empty string");
                }
                if (!prefix.matches("[a-zA-Z0-9_-]+")) {
                    throw new UnusableException(
                            "error: supplied check prefix must start with a letter and contain only alphanumeric characters, hyphens, and underscores: '"
                                    + prefix + "'");
                }
                if (!seen.add(prefix)) {
                    throw new UnusableException(
                            "error: supplied check prefix must be unique among check and comment prefixes: '" + prefix + "'");
                }
            }
        }

        /** Refuses prefixes without a directive; with the default prefix, {@code --implicit-check-not} is enough to look for. */
        private void checkUnusedPrefixes(CheckFileParser.Parsed parsed) throws UnusableException {
            var unused = parsed.unusedPrefixes();
            boolean allowed = options.allowUnusedPrefixes() && unused.size() < options.prefixes().size()
                    || options.defaultPrefix() && !options.implicitCheckNots().isEmpty();
            if (unused.isEmpty() || allowed) {
                return;
            }
            var quoted = unused.stream().map(prefix -> "'" + prefix + ":'").toList();
            throw new UnusableException(
                    "error: no check strings found with prefix" + (unused.size() > 1 ? "es " : " ") + String.join(", ", quoted));
        }

        private SourceText source(String file, String role) throws UnusableException {
            try {
                byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(workingDirectory.resolve(file));
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                boolean keepWhitespace = options.strictWhitespace();
                return new SourceText(file.equals("-") ? "<stdin>" : SourceText.toBytes(file),
                        SourceText.canonicalize(text, keepWhitespace));
            } catch (NoSuchFileException e) {
                throw new UnusableException("Could not open " + role + " file '" + file + "': No such file or directory");
            } catch (IOException e) {
                throw new UnusableException("Could not open " + role + " file '" + file + "': " + e.getMessage());
            }
        }

        private void dump(SourceText input, String checkFile, Report report) {
            messages.append("\nInput file: ").append(input.name()).append("\nCheck file: ").append(SourceText.toBytes(checkFile));
            messages.append("\n\n-dump-input=help explains the following input dump.\n\n");
            var filter = options.dumpFilter().orElse(options.dump() == DumpMode.ALWAYS ? DumpFilter.ALL : DumpFilter.ERROR);
            new InputDump(input, report.annotations(), filter, options.dumpContext()).print(messages);
        }
    }

    /** A variable defined on the command line. */
    private record CommandLineDefinition(String text, Declarations declarations, Variables variables) {

        void define(FileCheckOptions options) throws UnusableException, CheckFileException {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new UnusableException("Missing equal sign in command-line definition '-D" + text + "'");
            }
            if (equals == (text.startsWith("#") ? 1 : 0)) {
                throw new UnusableException("Missing variable name in command-line definition '-D" + text + "'");
            }
            if (text.startsWith("#")) {
                defineNumber(equals);
                return;
            }
            String name = text.substring(0, equals);
            if (!name.matches("\\$?[a-zA-Z_][a-zA-Z0-9_]*")) {
                throw new UnusableException("invalid name in string variable definition '" + name + "'");
            }
            if (declarations.isNumber(name)) {
                throw new UnusableException("numeric variable with name '" + name + "' already exists");
            }
            declarations.declareString(name);
            variables.define(name, SourceText.canonicalize(text.substring(equals + 1), options.strictWhitespace()));
        }

        private void defineNumber(int equals) throws UnusableException, CheckFileException {
            // The same words as inside a pattern, with '=' in the place of ':'.
            String block = text.substring(1, equals) + ":" + text.substring(equals + 1);
            var source = new SourceText("command line", block);
            var parsed = new NumericParser(new TextCursor(source, 0, block.length()), declarations, Set.of(), 0).parse();
            if (parsed.variable().isEmpty() || parsed.expression().isEmpty()) {
                throw new UnusableException("Missing value in command-line definition '-D" + text + "'");
            }
            var problems = new ArrayList<CheckPattern.Problem>();
            var value = parsed.expression().get().evaluate(0, variables, problems);
            if (value.isEmpty()) {
                throw new UnusableException(problems.getFirst().message());
            }
            declarations.declareNumber(parsed.variable().get(), parsed.format());
            variables.define(parsed.variable().get(), value.get());
        }
    }
}
