package qcc.lit.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands that run another command. */
final class CommandWrappers {
    private static final int FIRST_SIGNAL_CODE = 128;

    private final Shell shell;

    CommandWrappers(Shell shell) {
        this.shell = shell;
    }

    /** {@code env [-u NAME] [NAME=VALUE]... [COMMAND]}: runs a command with other variables, or prints the variables. */
    int env(List<String> args, Streams streams, Map<String, String> variables) {
        var changed = new TreeMap<>(variables);
        int next = 0;
        while (next < args.size()) {
            String arg = args.get(next);
            if (arg.equals("-u") && next + 1 < args.size()) {
                changed.remove(args.get(next + 1));
                next += 2;
            } else if (arg.indexOf('=') > 0) {
                changed.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
                next++;
            } else {
                break;
            }
        }
        if (next < args.size()) {
            return shell.call(args.subList(next, args.size()), streams, changed);
        }
        changed.forEach((name, value) -> streams.out().println(name + "=" + value));
        return 0;
    }

    /** {@code not [--crash] COMMAND}: succeeds if the command fails, or crashes; a crash is no ordinary failure, nor is a missing command. */
    int not(List<String> args, Streams streams, Map<String, String> variables) {
        boolean crashWanted = !args.isEmpty() && args.getFirst().equals("--crash");
        var words = crashWanted ? args.subList(1, args.size()) : args;
        if (words.isEmpty()) {
            streams.err().println("not: expected a command");
            return 1;
        }
        int exitCode = shell.call(words, streams, variables);
        if (exitCode == Shell.NOT_FOUND) {
            return Shell.NOT_FOUND;
        }
        boolean crashed = exitCode >= FIRST_SIGNAL_CODE;
        return crashWanted == crashed && exitCode != 0 ? 0 : 1;
    }
}
