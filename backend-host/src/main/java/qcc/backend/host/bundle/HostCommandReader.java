package qcc.backend.host.bundle;

import java.util.List;
import qcc.backend.cim.isa.syntax.Arguments;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;

/** Reads the host's steps of a bundle's text. */
final class HostCommandReader {
    private HostCommandReader() {}

    static List<HostCommand> read(Command commands) {
        commands.takeArguments().end("");
        commands.requireBody();
        return BundleAssembler.commands(commands.body()).stream().map(HostCommandReader::command).toList();
    }

    private static HostCommand command(Command command) {
        command.requireNoBody();
        var arguments = command.takeArguments();
        var id = arguments.integer("id");
        var after = arguments.has("after") ? arguments.integers("after") : List.<Integer>of();
        return switch (command.name()) {
            case "load_segment" -> ended(new LoadSegment(id, after, arguments.integer("segment")), arguments, "id, segment, after");
            case "launch" -> ended(new Launch(id, after, arguments.integer("segment")), arguments, "id, segment, after");
            case "copy_in" -> ended(new CopyIn(id, after, arguments.integer("buffer"), number(arguments, "address"),
                    number(arguments, "bytes")), arguments, "id, buffer, address, bytes, after");
            case "copy_out" -> ended(new CopyOut(id, after, number(arguments, "address"), number(arguments, "bytes"),
                    arguments.integer("buffer")), arguments, "id, address, bytes, buffer, after");
            case "host_op" -> ended(new HostOp(id, after, arguments.string("function"), arguments.integers("arguments"),
                    arguments.integers("results")), arguments, "id, function, arguments, results, after");
            default -> throw new AssemblyException(command.at(),
                    "there is no host command '%s'; expected load_segment, copy_in, launch, copy_out or host_op".formatted(command.name()));
        };
    }

    private static long number(Arguments arguments, String key) {
        return arguments.integer(key, 0, Long.MAX_VALUE);
    }

    private static HostCommand ended(HostCommand command, Arguments arguments, String expected) {
        arguments.end(expected);
        return command;
    }
}
