package qcc.backend.host.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.syntax.Arguments;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.AssemblyReader;
import qcc.backend.cim.isa.syntax.Position;
import qcc.backend.cim.isa.syntax.Source;
import qcc.backend.cim.isa.syntax.Statement;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.cim.isa.syntax.Statement.TextLine;

/** Makes bundles from the text that {@link BundleDisassembler} writes in full: the bundle read is equal to the one written. */
public final class BundleAssembler {
    private static final String CHIP = ".chip";
    private static final String HOST_MODULE = ".host_module";

    private final InstructionCodec codec;
    private final List<HostBuffer> buffers = new ArrayList<>();
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<HostModule.Blob> blobs = new ArrayList<>();
    private final List<CrossingValue> crossing = new ArrayList<>();
    private Optional<String> producer = Optional.empty();
    private Optional<String> network = Optional.empty();
    private Optional<String> chip = Optional.empty();
    private Optional<String> hostModule = Optional.empty();
    private Optional<Long> globalMemoryBytes = Optional.empty();
    private Optional<List<HostCommand>> commands = Optional.empty();
    private Optional<Integer> blockSamples = Optional.empty();

    private BundleAssembler(InstructionCodec codec) {
        this.codec = codec;
    }

    /**
     * The bundle of a text for a chip with the default instruction encoding. Whether its parts fit together is checked when it is written.
     *
     * @throws AssemblyException at the first line that is wrong, saying what was expected
     */
    public static Bundle assemble(Source source) {
        return assemble(source, new FixedWordCodec());
    }

    /**
     * The bundle of a text for a chip with the given instruction encoding.
     *
     * @throws AssemblyException as above
     */
    public static Bundle assemble(Source source, InstructionCodec codec) {
        var assembler = new BundleAssembler(codec);
        var statements = AssemblyReader.read(source);
        var start = statements.isEmpty() ? new Position(source.name(), 1, 1) : statements.getFirst().at();
        if (statements.isEmpty() || !(statements.getFirst() instanceof Command first) || !first.name().equals(".bundle")) {
            throw new AssemblyException(start, "expected '.bundle version=%d'".formatted(BundleDisassembler.TEXT_VERSION));
        }
        commands(statements).forEach(assembler::read);
        return assembler.bundle(new Position(source.name(), (int) source.text().lines().count() + 1, 1));
    }

    /** Statements where no text lines are allowed. */
    static List<Command> commands(List<Statement> statements) {
        return statements.stream().map(statement -> switch (statement) {
            case TextLine line -> throw new AssemblyException(line.at(), "expected a directive but found a text line");
            case Command command -> command;
        }).toList();
    }

    /** Builds a part; a part that refuses its values is told about where it begins. */
    static <T> T part(Position at, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new AssemblyException(at, e.getMessage());
        }
    }

    private Bundle bundle(Position end) {
        var text = required(hostModule, HOST_MODULE, end);
        return part(end, () -> new Bundle(required(producer, ".producer", end), required(network, ".network", end),
                required(chip, CHIP, end), required(globalMemoryBytes, ".global_memory", end), buffers, inputs, outputs, segments,
                required(commands, ".commands", end), new SampleBlocks(blockSamples.orElse(1), crossing), new HostModule(text, blobs)));
    }

    private static <T> T required(Optional<T> part, String directive, Position end) {
        return part.orElseThrow(() -> new AssemblyException(end, "expected the directive '%s'".formatted(directive)));
    }

    private void read(Command command) {
        var arguments = command.takeArguments();
        switch (command.name()) {
            case ".bundle" -> readVersion(command, arguments);
            case ".producer" -> producer = once(command, producer, ended(command, arguments, a -> a.nextString("a string"), "a string"));
            case ".network" -> network = once(command, network, ended(command, arguments, a -> a.nextString("a string"), "a string"));
            case ".global_memory" -> globalMemoryBytes = once(command, globalMemoryBytes,
                    ended(command, arguments, a -> a.integer("bytes", 0, Long.MAX_VALUE), "bytes"));
            case ".buffer" -> readBuffer(command, arguments);
            case ".input" -> inputs.add(port(command, arguments));
            case ".output" -> outputs.add(port(command, arguments));
            case ".block" -> blockSamples = once(command, blockSamples,
                    ended(command, arguments, a -> (int) a.integer("samples", 1, Integer.MAX_VALUE), "samples"));
            case ".crossing" -> crossing.add(crossing(command, arguments));
            case ".commands" -> commands = once(command, commands, HostCommandReader.read(command));
            case ".segment" -> readSegment(command, arguments);
            case HOST_MODULE -> hostModule = once(command, hostModule, text(command, arguments));
            case ".blob" -> readBlob(command, arguments);
            case CHIP -> chip = once(command, chip, text(command, arguments));
            default ->
                throw new AssemblyException(command.at(), "there is no directive '%s'; expected .producer, .network, .global_memory, "
                        .formatted(command.name())
                        + ".buffer, .input, .output, .block, .crossing, .commands, .segment, .host_module, .blob or .chip");
        }
    }

    private static <T> Optional<T> once(Command command, Optional<T> before, T value) {
        if (before.isPresent()) {
            throw new AssemblyException(command.at(), "'%s' is given twice".formatted(command.name()));
        }
        return Optional.of(value);
    }

    private static <T> T ended(Command command, Arguments arguments, Function<Arguments, T> read, String expected) {
        command.requireNoBody();
        var value = read.apply(arguments);
        arguments.end(expected);
        return value;
    }

    private static void readVersion(Command command, Arguments arguments) {
        ended(command, arguments, a -> a.integer("version", BundleDisassembler.TEXT_VERSION, BundleDisassembler.TEXT_VERSION), "version");
    }

    private void readBuffer(Command command, Arguments arguments) {
        requireNumber(command, arguments, "buffers", buffers.size());
        var word = arguments.word("kind");
        var kind = Arrays.stream(ElementKind.values()).filter(k -> k.text().equals(word.word())).findFirst().orElseThrow(
                () -> new AssemblyException(word.at(), "there is no element kind '%s'; expected i1, i8, ui8, i16, i32, i64, f32 or f64"
                        .formatted(word.word())));
        var shape = ended(command, arguments, a -> a.integers("shape"), "id, kind, shape");
        buffers.add(part(command.at(), () -> new HostBuffer(kind, shape)));
    }

    private static void requireNumber(Command command, Arguments arguments, String what, int next) {
        if (arguments.integer("id") != next) {
            throw new AssemblyException(command.at(), "%s are numbered in order from 0: expected id=%d".formatted(what, next));
        }
    }

    private static Port port(Command command, Arguments arguments) {
        return ended(command, arguments, a -> new Port(a.nextString("the name in quotation marks"), a.integer("buffer")), "a name, buffer");
    }

    private static CrossingValue crossing(Command command, Arguments arguments) {
        var address = arguments.integer("address", 0, Long.MAX_VALUE);
        var bytes = arguments.integer("bytes", 1, Long.MAX_VALUE);
        var word = arguments.word("source");
        var source = switch (word.word()) {
            case "host" -> CrossingValue.Source.HOST;
            case "segment" -> CrossingValue.Source.SEGMENT;
            default -> throw new AssemblyException(word.at(), "there is no source '%s'; expected host or segment".formatted(word.word()));
        };
        var segments = ended(command, arguments, a -> a.integers("segments"), "address, bytes, source, segments");
        return part(command.at(), () -> new CrossingValue(address, bytes, source, segments));
    }

    private void readSegment(Command command, Arguments arguments) {
        requireNumber(command, arguments, "segments", segments.size());
        arguments.end("id");
        command.requireBody();
        var constants = new ArrayList<GlobalConstant>();
        var cores = new CoreReader(codec);
        for (var part : commands(command.body())) {
            switch (part.name()) {
                case ".constant" -> constants.add(constant(part));
                case ".core" -> cores.read(part);
                default -> throw new AssemblyException(part.at(),
                        "there is no directive '%s' in a segment; expected .constant or .core".formatted(part.name()));
            }
        }
        segments.add(new Segment(constants, cores.programs()));
    }

    private static GlobalConstant constant(Command command) {
        var arguments = command.takeArguments();
        var address = arguments.integer("address", 0, Long.MAX_VALUE);
        var data = ended(command, arguments, a -> a.nextData("constant"), "address, bytes x{...}");
        return part(command.at(), () -> new GlobalConstant(address, data));
    }

    private void readBlob(Command command, Arguments arguments) {
        var key = arguments.nextString("the key in quotation marks");
        blobs.add(new HostModule.Blob(key, ended(command, arguments, a -> a.nextData("blob"), "a key, bytes x{...}")));
    }

    private static String text(Command command, Arguments arguments) {
        arguments.end("");
        command.requireBody();
        var text = new StringBuilder();
        for (var statement : command.body()) {
            switch (statement) {
                case TextLine line -> text.append(line.text());
                case Command other ->
                    throw new AssemblyException(other.at(), "expected a text line '| ...' but found '%s'".formatted(other.name()));
            }
        }
        return text.toString();
    }
}
