package qcc.backend.cim.isa;

import java.util.Comparator;

/** Writes the part of the reference that follows from the catalogue of instructions and the layout of the default encoding. */
public final class InstructionSetReference {
    private InstructionSetReference() {}

    /** Markdown: a section for each instruction, with its opcode, meaning and fields byte by byte. */
    public static String markdown() {
        var text = new StringBuilder();
        for (var kind : InstructionKind.values()) {
            appendInstruction(text, WordLayout.of(kind));
        }
        return text.toString();
    }

    private static void appendInstruction(StringBuilder text, WordLayout layout) {
        var kind = layout.kind();
        text.append("### `%s` (opcode 0x%02x)\n\n".formatted(kind.mnemonic(), layout.opcode()));
        text.append(kind.meaning().replace("*", "\\*")).append(".\n\n");
        if (layout.fields().isEmpty()) {
            return;
        }
        text.append("| place | field | type | values |\n| --- | --- | --- | --- |\n");
        var ascending = Comparator.comparing((WordLayout.Field field) -> field.kind().bytes() != 0)
                .thenComparing(WordLayout.Field::position);
        layout.fields().stream().sorted(ascending).forEach(field -> appendField(text, field));
        text.append('\n');
    }

    private static void appendField(StringBuilder text, WordLayout.Field field) {
        var operand = field.operand();
        text.append("| %s | `%s` | %s | %s |\n".formatted(place(field), operand.name(), operand.kind().text(), values(operand)));
    }

    private static String place(WordLayout.Field field) {
        var flag = field.kind().bytes() == 0;
        var first = field.position();
        var last = first + (flag ? field.flagBits() : field.kind().bytes()) - 1;
        var unit = flag ? "flag bit" : "byte";
        return first == last ? unit + " " + first : "%ss %d-%d".formatted(unit, first, last);
    }

    private static String values(Operand operand) {
        var kind = operand.kind();
        if (kind == OperandKind.MODE) {
            var modes = new StringBuilder();
            for (var mode : RequantizeMode.values()) {
                modes.append(modes.isEmpty() ? "" : ", ").append(mode.code()).append(" ").append(mode.text());
            }
            return modes.toString();
        }
        var range = "%d..%d".formatted(kind.minimum(), kind.maximum());
        return operand.flag().isEmpty() ? range : "%s; 0 without `%s`".formatted(range, operand.flag());
    }
}
