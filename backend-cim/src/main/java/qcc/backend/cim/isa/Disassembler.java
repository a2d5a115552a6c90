package qcc.backend.cim.isa;

import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.syntax.Escapes;

/**
 * Assembly text, which {@link Assembler} reads back: one line for each instruction, bodies of loops in braces, and, where the source map has
 * an entry, a directive before the instruction.
 *
 * <pre>
 * .source "nn.conv at \"layer1.0/Conv\""
 * li dst=r1, imm=0
 * loop 16 {
 *   mvm group=0, acc=r0, src=r1, count=1, src_stride=0, acc_stride=0
 *   addi dst=r1, src=r1, imm=64
 * }
 * end
 * </pre>
 */
public final class Disassembler {
    private static final String INDENT = "  ";
    private static final int INDEX_COLUMN = 80;

    private final boolean indices;

    /** A disassembler without indices. */
    public Disassembler() {
        this(false);
    }

    private Disassembler(boolean indices) {
        this.indices = indices;
    }

    /** A disassembler that ends each instruction's line with its index, by which traps name it, as a comment. */
    public static Disassembler withIndices() {
        return new Disassembler(true);
    }

    /**
     * The text of a program with its source map.
     *
     * @throws IllegalArgumentException if the source map goes beyond the program
     */
    public String disassemble(Program program) {
        return disassemble(program, "");
    }

    /** The same with blanks before each line, for a larger text. */
    public String disassemble(Program program, String indent) {
        checkSources(program);
        var text = new StringBuilder();
        var loopEnds = new int[Machine.LOOP_DEPTH + 1];
        var depth = 0;
        var entries = program.sourceMap().entries();
        var source = 0;
        var instructions = program.instructions();
        for (var i = 0; i < instructions.size(); i++) {
            while (depth > 0 && loopEnds[depth] == i) {
                startLine(text, indent, --depth).append("}\n");
            }
            if (source < entries.size() && entries.get(source).firstInstruction() == i) {
                startLine(text, indent, depth).append(".source ").append(Escapes.quote(entries.get(source++).operation())).append('\n');
            }
            appendLine(text, indent, depth, instructions.get(i), i);
            if (instructions.get(i) instanceof Loop loop) {
                loopEnds[++depth] = i + 1 + loop.length();
            }
        }
        return text.toString();
    }

    private void appendLine(StringBuilder text, String indent, int depth, Instruction instruction, int index) {
        var start = text.length();
        startLine(text, indent, depth);
        text.append(instruction instanceof Loop loop ? "loop " + loop.count() + " {" : disassemble(instruction));
        if (indices) {
            text.repeat(' ', Math.max(1, INDEX_COLUMN - (text.length() - start))).append("// ").append(index);
        }
        text.append('\n');
    }

    private static StringBuilder startLine(StringBuilder text, String indent, int depth) {
        return text.append(indent).repeat(INDENT, depth);
    }

    private static void checkSources(Program program) {
        var entries = program.sourceMap().entries();
        if (!entries.isEmpty() && entries.getLast().firstInstruction() >= program.instructions().size()) {
            throw new IllegalArgumentException("the source map goes beyond the %d instructions".formatted(program.instructions().size()));
        }
    }

    /** One instruction, without a line break; a loop is shown with its length, as it is encoded, and not with its body. */
    public String disassemble(Instruction instruction) {
        var kind = instruction.kind();
        var operands = kind.operands();
        var values = instruction.operands();
        var text = new StringBuilder(kind.mnemonic());
        var separator = " ";
        for (var i = 0; i < values.length; i++) {
            var operand = operands.get(i);
            if (isPresent(operand, values[i], kind, values)) {
                text.append(separator).append(text(operand, values[i]));
                separator = ", ";
            }
        }
        return text.toString();
    }

    private static boolean isPresent(Operand operand, long value, InstructionKind kind, long[] values) {
        if (operand.kind() == OperandKind.FLAG) {
            return value != 0;
        }
        return operand.flag().isEmpty() || values[kind.indexOf(operand.flag())] != 0;
    }

    private static String text(Operand operand, long value) {
        return switch (operand.kind()) {
            case FLAG -> operand.name();
            case MODE -> operand.name() + "=" + RequantizeMode.of((int) value).text();
            case REGISTER, TARGET -> operand.name() + "=r" + value;
            case COUNT8, COUNT16, COUNT32, UNSIGNED16, SIGNED8, SIGNED32, ADDRESS -> operand.name() + "=" + value;
        };
    }
}
