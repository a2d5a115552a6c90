package qcc.backend.host.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Assembler;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.Program;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.syntax.Arguments;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.cim.isa.syntax.Value;

/** Reads what the cores of one segment are given. */
final class CoreReader {
    private static final long MAX_CRC32 = 0xFFFF_FFFFL;

    private final InstructionCodec codec;
    private final List<CoreProgram> programs = new ArrayList<>();

    CoreReader(InstructionCodec codec) {
        this.codec = codec;
    }

    List<CoreProgram> programs() {
        return programs;
    }

    void read(Command command) {
        var arguments = command.takeArguments();
        var core = arguments.integer("id");
        arguments.end("id");
        command.requireBody();
        var groups = new ArrayList<ArrayGroup>();
        Program program = null;
        for (var part : BundleAssembler.commands(command.body())) {
            switch (part.name()) {
                case ".group" -> groups.add(group(part));
                case ".program" -> program = program(part, program);
                default -> throw new AssemblyException(part.at(),
                        "there is no directive '%s' in a core; expected .group or .program".formatted(part.name()));
            }
        }
        if (program == null) {
            throw new AssemblyException(command.end(), "expected the directive '.program' of core %d".formatted(core));
        }
        var code = program;
        programs.add(BundleAssembler.part(command.at(), () -> CoreProgram.of(core, code, groups, codec)));
    }

    private static Program program(Command command, Program before) {
        command.takeArguments().end("");
        command.requireBody();
        if (before != null) {
            throw new AssemblyException(command.at(), "'.program' is given twice");
        }
        return Assembler.assemble(command.body(), command.end());
    }

    private static ArrayGroup group(Command command) {
        command.requireBody();
        var arguments = command.takeArguments();
        var id = arguments.integer("id");
        var rows = arguments.integer("rows");
        var columns = arguments.integer("columns");
        var word = arguments.word("encoding");
        var encoding = Arrays.stream(WeightEncoding.values()).filter(e -> e.text().equals(word.word())).findFirst().orElseThrow(
                () -> new AssemblyException(word.at(), "there is no weight encoding '%s'; expected one of %s".formatted(word.word(),
                        Arrays.stream(WeightEncoding.values()).map(WeightEncoding::text).collect(Collectors.joining(", ")))));
        var sliceBits = arguments.integers("slice_bits");
        var slices = new ArrayList<CrossbarSlice>();
        Converter converter = null;
        byte[] matrix = null;
        for (var part : BundleAssembler.commands(command.body())) {
            switch (part.name()) {
                case ".slice" -> slices.add(slice(part));
                case ".converter" -> converter = converter(part, converter);
                case ".matrix" -> matrix = matrix(part, matrix);
                default -> throw new AssemblyException(part.at(),
                        "there is no directive '%s' in a group; expected .converter, .slice or .matrix".formatted(part.name()));
            }
        }
        if (matrix == null) {
            throw new AssemblyException(command.end(), "expected the directive '.matrix' of group %d".formatted(id));
        }
        var data = matrix;
        var conversion = Optional.ofNullable(converter);
        var group = BundleAssembler.part(command.at(),
                () -> new ArrayGroup(id, rows, columns, data, encoding, sliceBits, slices, conversion));
        if (arguments.has("crc32")) {
            checkCrc32(command, (int) arguments.integer("crc32", 0, MAX_CRC32), group);
        }
        arguments.end("id, rows, columns, encoding, slice_bits, crc32");
        return group;
    }

    /** The checksum may be left out by who edits a matrix, but not be wrong. */
    private static void checkCrc32(Command command, int stated, ArrayGroup group) {
        if (stated != group.crc32()) {
            throw new AssemblyException(command.at(), "the matrix of group %d has crc32=0x%08x but 0x%08x is stated; correct or remove it"
                    .formatted(group.id(), group.crc32(), stated));
        }
    }

    private static CrossbarSlice slice(Command command) {
        command.requireNoBody();
        var arguments = command.takeArguments();
        var slice = BundleAssembler.part(command.at(),
                () -> new CrossbarSlice(arguments.integer("crossbar"), arguments.integer("crossbar_row"),
                        arguments.integer("crossbar_column"), arguments.integer("matrix_row"), arguments.integer("matrix_column"),
                        arguments.integer("rows"), arguments.integer("columns"), arguments.integer("slice"),
                        arguments.has("replica") ? arguments.integer("replica") : 0));
        arguments.end("crossbar, crossbar_row, crossbar_column, matrix_row, matrix_column, rows, columns, slice, replica");
        return slice;
    }

    private static Converter converter(Command command, Converter before) {
        command.requireNoBody();
        if (before != null) {
            throw new AssemblyException(command.at(), "'.converter' is given twice");
        }
        var arguments = command.takeArguments();
        var converter = BundleAssembler.part(command.at(),
                () -> new Converter(arguments.integer("bits"), steps(arguments),
                        value(arguments.word("rounding"), Converter.Rounding.values()), arguments.integer("input_bits"),
                        arguments.integer("dac_bits"), value(arguments.word("signing"), Converter.Signing.values()),
                        arguments.integers("row_groups")));
        arguments.end("bits, steps, step_shape, step_fraction_bits, rounding, input_bits, dac_bits, signing, row_groups");
        return converter;
    }

    /** One step needs no shape, integers no fraction bits. */
    private static StepTable steps(Arguments arguments) {
        var steps = arguments.integers("steps").stream().mapToInt(Integer::intValue).toArray();
        var shape = arguments.has("step_shape") ? arguments.integers("step_shape") : List.of(1, 1, 1);
        if (shape.size() != 3) {
            throw new IllegalArgumentException("step_shape has 3 sizes, not " + shape.size());
        }
        return StepTable.of(shape.get(0), shape.get(1), shape.get(2), steps)
                .withFractionBits(arguments.has("step_fraction_bits") ? arguments.integer("step_fraction_bits") : 0);
    }

    private static <E extends Enum<E>> E value(Value.WordValue word, E[] values) {
        return Arrays.stream(values).filter(v -> v.name().toLowerCase(Locale.ROOT).equals(word.word())).findFirst()
                .orElseThrow(() -> new AssemblyException(word.at(), "there is no '%s'; expected one of %s".formatted(word.word(),
                        Arrays.toString(values).toLowerCase(Locale.ROOT))));
    }

    private static byte[] matrix(Command command, byte[] before) {
        command.requireNoBody();
        if (before != null) {
            throw new AssemblyException(command.at(), "'.matrix' is given twice");
        }
        var arguments = command.takeArguments();
        var matrix = arguments.nextData("matrix");
        arguments.end("bytes x{...}");
        return matrix;
    }
}
