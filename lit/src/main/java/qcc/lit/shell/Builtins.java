package qcc.lit.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import qcc.lit.Tool;

/** Commands of the shell that only touch streams and files. */
final class Builtins {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[abfnrtv\\\\'\"])");

    static final Map<String, Tool> BY_NAME = Map.of("cat", files(Builtins::cat), "cp", files(Builtins::cp), "diff", new DiffCommand(),
            "echo", Builtins::echo, "false",
            (_, _, _, _, _, _) -> 1, "mkdir", files(Builtins::mkdir), "rm", files(Builtins::rm), "true", (_, _, _, _, _, _) -> 0, ":",
            (_, _, _, _, _, _) -> 0);

    private Builtins() {}

    /** A command that works on files. */
    @FunctionalInterface
    interface FileCommand {
        int run(Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException;
    }

    /**
     * A command line divided into one-letter flags and the rest.
     *
     * @param flags all letters
     * @param operands words that are no flags
     */
    record Arguments(String flags, List<String> operands) {

        static Arguments of(List<String> args) {
            var flags = new StringBuilder();
            var operands = new ArrayList<String>();
            boolean flagsEnded = false;
            for (String arg : args) {
                if (flagsEnded || !arg.startsWith("-") || arg.equals("-")) {
                    operands.add(arg);
                } else if (arg.equals("--")) {
                    flagsEnded = true;
                } else if (arg.equals("--recursive") || arg.equals("--show-nonprinting")) {
                    flags.append(arg.equals("--recursive") ? 'r' : 'v');
                } else {
                    flags.append(arg.substring(1));
                }
            }
            return new Arguments(flags.toString(), operands);
        }

        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }

        void require(String command, String knownFlags, int leastOperands) throws IOException {
            for (char flag : flags.toCharArray()) {
                if (knownFlags.indexOf(flag) < 0) {
                    throw new IOException("unknown option '-" + flag + "'; " + command + " has "
                            + (knownFlags.isEmpty() ? "no options" : "-" + knownFlags));
                }
            }
            if (operands.size() < leastOperands) {
                throw new IOException("expected at least " + leastOperands + (leastOperands == 1 ? " operand" : " operands"));
            }
        }
    }

    private static Tool files(FileCommand command) {
        return (args, in, out, err, folder, _) -> {
            try {
                return command.run(Arguments.of(args), in, out, folder);
            } catch (NoSuchFileException e) {
                err.println(e.getFile() + ": No such file or directory");
            } catch (FileAlreadyExistsException e) {
                err.println(e.getFile() + ": File exists");
            } catch (DirectoryNotEmptyException e) {
                err.println(e.getFile() + ": Directory not empty");
            } catch (IOException e) {
                err.println(e.getMessage());
            }
            return 1;
        };
    }

    private static int cat(Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException {
        arguments.require("cat", "v", 0);
        for (String operand : arguments.operands.isEmpty() ? List.of("-") : arguments.operands) {
            byte[] content = operand.equals("-") ? in.readAllBytes() : Files.readAllBytes(folder.resolve(operand));
            out.writeBytes(arguments.has('v') ? visible(content) : content);
        }
        return 0;
    }

    /** The bytes with all but tabulators, line feeds and printable ASCII in the notation {@code ^A}, {@code M-a}. */
    private static byte[] visible(byte[] content) {
        var text = new StringBuilder();
        for (byte each : content) {
            int low = each & 0x7F;
            boolean plain = each == '\t' || each == '\n';
            text.append(each < 0 ? "M-" : "").append(plain || low >= ' ' && low < 0x7F ? "" : "^")
                    .append((char) (plain ? each : low < ' ' ? low + '@' : low == 0x7F ? '?' : low));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int echo(List<String> args, InputStream in, PrintStream out, PrintStream err, Path folder,
            Map<String, String> environment) {
        int flags = 0;
        while (flags < args.size() && List.of("-n", "-e").contains(args.get(flags))) {
            flags++;
        }
        var set = args.subList(0, flags);
        String text = String.join(" ", args.subList(flags, args.size()));
        out.print((set.contains("-e") ? unescape(text) : text) + (set.contains("-n") ? "" : "\n"));
        return 0;
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> {
            String code = match.group(1);
            int letter = "abfnrtv".indexOf(code);
            String character = switch (code.charAt(0)) {
                case 'x' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
                case '0', '1', '2', '3', '4', '5', '6', '7' -> String.valueOf((char) Integer.parseInt(code, 8));
                default -> letter < 0 ? code : String.valueOf("\u0007\b\f\n\r\t\u000B".charAt(letter));
            };
            return Matcher.quoteReplacement(character);
        });
    }

    private static int mkdir(Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException {
        arguments.require("mkdir", "p", 1);
        for (String operand : arguments.operands) {
            if (arguments.has('p')) {
                Files.createDirectories(folder.resolve(operand));
            } else {
                Files.createDirectory(folder.resolve(operand));
            }
        }
        return 0;
    }

    private static int rm(Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException {
        arguments.require("rm", "rRf", 1);
        for (String operand : arguments.operands) {
            Path path = folder.resolve(operand);
            if (arguments.has('f') && Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (arguments.has('r') || arguments.has('R')) {
                deleteTree(path);
            } else if (Files.isDirectory(path)) {
                throw new IOException(operand + ": Is a directory");
            } else {
                Files.delete(path);
            }
        }
        return 0;
    }

    private static void deleteTree(Path root) throws IOException {
        List<Path> paths;
        try (var tree = Files.walk(root)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static int cp(Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException {
        arguments.require("cp", "rR", 2);
        Path target = folder.resolve(arguments.operands.getLast());
        for (String operand : arguments.operands.subList(0, arguments.operands.size() - 1)) {
            Path source = folder.resolve(operand);
            Path destination = Files.isDirectory(target) ? target.resolve(source.getFileName()) : target;
            if (!Files.isDirectory(source)) {
                Files.copy(source, destination, StandardCopyOption.REPLACE_EXISTING);
            } else if (arguments.has('r') || arguments.has('R')) {
                copyTree(source, destination);
            } else {
                throw new IOException(operand + ": Is a directory; use -r");
            }
        }
        return 0;
    }

    private static void copyTree(Path source, Path destination) throws IOException {
        List<Path> paths;
        try (var tree = Files.walk(source)) {
            paths = tree.toList();
        }
        for (Path path : paths) {
            Path copy = destination.resolve(source.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
