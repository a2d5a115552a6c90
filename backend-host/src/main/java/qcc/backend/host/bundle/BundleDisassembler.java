package qcc.backend.host.bundle;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.Disassembler;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.syntax.Escapes;
import qcc.backend.cim.isa.syntax.HexData;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;

/** A whole bundle as text, which {@link BundleAssembler} reads back if no bytes were left out. */
public final class BundleDisassembler {
    static final int TEXT_VERSION = 1;
    private static final int BYTES_PER_LINE = 32;

    /** What of a bundle is written. */
    public enum Detail {
        /** Everything. */
        FULL,
        /** Matrices, and other bytes that take more than a line, are left out: only how many they are is told. */
        ELIDED
    }

    private final InstructionCodec codec;
    private final Disassembler disassembler;
    private final Detail detail;
    private final Appendable target;

    /** A disassembler for chips with the default instruction encoding that writes to a target. */
    public BundleDisassembler(Detail detail, Appendable target) {
        this(detail, target, new FixedWordCodec(), detail == Detail.FULL ? new Disassembler() : Disassembler.withIndices());
    }

    /** A disassembler for chips with the given instruction encoding. */
    public BundleDisassembler(Detail detail, Appendable target, InstructionCodec codec, Disassembler disassembler) {
        this.detail = detail;
        this.target = target;
        this.codec = codec;
        this.disassembler = disassembler;
    }

    /** Writes a whole bundle. */
    public void write(Bundle bundle) throws IOException {
        line("", ".bundle version=%d", TEXT_VERSION);
        line("", ".producer %s", Escapes.quote(bundle.producer()));
        line("", ".network %s", Escapes.quote(bundle.network()));
        line("", ".global_memory bytes=%d", bundle.globalMemoryBytes());
        for (var i = 0; i < bundle.buffers().size(); i++) {
            var buffer = bundle.buffers().get(i);
            line("", ".buffer id=%d, kind=%s, shape=%s", i, buffer.kind().text(), buffer.shape());
        }
        for (var port : bundle.inputs()) {
            line("", ".input %s, buffer=%d", Escapes.quote(port.name()), port.buffer());
        }
        for (var port : bundle.outputs()) {
            line("", ".output %s, buffer=%d", Escapes.quote(port.name()), port.buffer());
        }
        if (bundle.blocks().samples() > 1) {
            line("", ".block samples=%d", bundle.blocks().samples());
        }
        for (var value : bundle.blocks().crossing()) {
            line("", ".crossing address=%d, bytes=%d, source=%s, segments=%s", value.address(), value.bytes(), word(value.source()),
                    value.segments());
        }
        writeCommands(bundle.commands());
        writeSegments(bundle, OptionalInt.empty());
        writeText(".host_module", bundle.hostModule().text());
        for (var blob : bundle.hostModule().blobs()) {
            target.append(".blob ").append(Escapes.quote(blob.key())).append(", ");
            writeData("", blob.data(), BYTES_PER_LINE);
        }
        writeText(".chip", bundle.chip());
    }

    /** Writes what one core is given in each segment, and nothing else. */
    public void writeCore(Bundle bundle, int core) throws IOException {
        writeSegments(bundle, OptionalInt.of(core));
    }

    private void writeSegments(Bundle bundle, OptionalInt core) throws IOException {
        for (var i = 0; i < bundle.segments().size(); i++) {
            var segment = bundle.segments().get(i);
            line("", "");
            line("", ".segment id=%d {", i);
            if (core.isEmpty()) {
                for (var constant : segment.constants()) {
                    target.append("  .constant address=").append(Long.toString(constant.address())).append(", ");
                    writeData("  ", constant.data(), BYTES_PER_LINE);
                }
            }
            for (var program : segment.programs()) {
                if (core.isEmpty() || core.getAsInt() == program.core()) {
                    writeCore(program);
                }
            }
            line("", "}");
        }
    }

    private void writeCommands(List<HostCommand> commands) throws IOException {
        line("", "");
        line("", ".commands {");
        for (var command : commands) {
            line("  ", "%s%s", text(command), command.waitsFor().isEmpty() ? "" : ", after=" + command.waitsFor());
        }
        line("", "}");
    }

    private static String text(HostCommand command) {
        return switch (command) {
            case LoadSegment c -> text("load_segment id=%d, segment=%d", c.id(), c.segment());
            case CopyIn c -> text("copy_in id=%d, buffer=%d, address=%d, bytes=%d", c.id(), c.buffer(), c.address(), c.bytes());
            case Launch c -> text("launch id=%d, segment=%d", c.id(), c.segment());
            case CopyOut c -> text("copy_out id=%d, address=%d, bytes=%d, buffer=%d", c.id(), c.address(), c.bytes(), c.buffer());
            case HostOp c -> text("host_op id=%d, function=%s, arguments=%s, results=%s", c.id(), Escapes.quote(c.function()),
                    c.arguments(), c.results());
        };
    }

    private void writeCore(CoreProgram core) throws IOException {
        line("  ", ".core id=%d {", core.core());
        for (var group : core.groups()) {
            writeGroup(group);
        }
        line("    ", ".program {");
        target.append(disassembler.disassemble(codec.decodeProgram(core.code(), core.sourceMap()), "      "));
        line("    ", "}");
        line("  ", "}");
    }

    private void writeGroup(ArrayGroup group) throws IOException {
        line("    ", ".group id=%d, rows=%d, columns=%d, encoding=%s, slice_bits=%s, crc32=0x%08x {", group.id(), group.rows(),
                group.columns(), group.encoding().text(), group.sliceBits(), group.crc32());
        if (group.converter().isPresent()) {
            writeConverter(group.converter().get());
        }
        for (var slice : group.slices()) {
            line("      ",
                    ".slice crossbar=%d, crossbar_row=%d, crossbar_column=%d, matrix_row=%d, matrix_column=%d, rows=%d, columns=%d, slice=%d%s",
                    slice.crossbar(), slice.crossbarRow(), slice.crossbarColumn(), slice.matrixRow(), slice.matrixColumn(), slice.rows(),
                    slice.columns(), slice.slice(), group.replicas() > 1 ? ", replica=" + slice.replica() : "");
        }
        target.append("      .matrix ");
        writeData("      ", group.matrix(), group.columns());
        line("    ", "}");
    }

    private void writeConverter(Converter converter) throws IOException {
        line("      ",
                ".converter bits=%d, steps=%s, step_shape=%s, step_fraction_bits=%d, rounding=%s, input_bits=%d, dac_bits=%d, signing=%s, row_groups=%s",
                converter.bits(), Arrays.toString(converter.steps().steps()), Arrays.toString(converter.steps().shape()),
                converter.steps().fractionBits(),
                word(converter.rounding()), converter.inputBits(), converter.dacBits(), word(converter.signing()),
                converter.rowGroups());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void writeData(String indent, byte[] data, int perLine) throws IOException {
        if (detail == Detail.ELIDED && data.length > BYTES_PER_LINE) {
            line("", "bytes=%d", data.length);
            return;
        }
        HexData.write(data, perLine, indent, target);
        line("", "");
    }

    /** A line without a line break ends with a backslash; each other one is a line of its own. */
    private void writeText(String directive, String text) throws IOException {
        line("", "");
        line("", "%s {", directive);
        for (var start = 0; start < text.length();) {
            var end = text.indexOf('\n', start);
            var content = Escapes.escape(text.substring(start, end < 0 ? text.length() : end));
            line("  ", "| %s%s", content, end < 0 ? "\\" : "");
            start = end < 0 ? text.length() : end + 1;
        }
        line("", "}");
    }

    private void line(String indent, String format, Object... values) throws IOException {
        target.append(indent).append(text(format, values)).append('\n');
    }

    /** Digits are those of the text's grammar, whatever the user's language. */
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
