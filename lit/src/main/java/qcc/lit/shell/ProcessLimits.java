package qcc.lit.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code umask} and {@code ulimit} set for processes that are started later; tools inside this process do not feel it. */
final class ProcessLimits {
    private static final String RESOURCES = "cfmnstv";

    private final Map<String, String> commands = new TreeMap<>();

    /** {@code umask MODE}, with an octal number. */
    int umask(List<String> args, Streams streams) {
        if (args.size() != 1 || !args.getFirst().matches("[0-7]{1,4}")) {
            streams.err().println("umask: expected one octal number");
            return 1;
        }
        commands.put("umask", "umask " + args.getFirst());
        return 0;
    }

    /** {@code ulimit -RESOURCE LIMIT}, with a number or {@code unlimited}. */
    int ulimit(List<String> args, Streams streams) {
        if (args.size() != 2 || !args.get(0).matches("-[" + RESOURCES + "]") || !args.get(1).matches("\\d+|unlimited")) {
            streams.err().println("ulimit: expected one of the resources " + RESOURCES + " with a dash, and a number or 'unlimited'");
            return 1;
        }
        commands.put(args.getFirst(), "ulimit " + String.join(" ", args));
        return 0;
    }

    /** Commands for {@code sh} that set the limits. */
    List<String> commands() {
        return List.copyOf(commands.values());
    }
}
