package qcc.backend.cim.isa;

import qcc.backend.cim.isa.ControlInstruction.Loop;

/**
 * Assembly text: one line for each instruction with its index, the bodies of loops indented, and, where the source map has an entry, a
 * comment line before the instruction.
 *
 * <pre>
 * // nn.conv at "layer1.0/Conv"
 *   0: li dst=r1, imm=0
 *   1: loop count=16, length=2
 *   2:   mvm group=0, acc=r0, src=r1, count=1, src_stride=0, acc_stride=0
 *   3:   addi dst=r1, src=r1, imm=64
 *   4: end
 * </pre>
 */
public final class Disassembler {
    private static final String INDENT = "  ";

    /** The text of a program with its source map as comments. */
    public String disassemble(Program program) {
        var text = new StringBuilder();
        var loopEnds = new int[Machine.LOOP_DEPTH + 1];
        var depth = 0;
        var sources = program.sourceMap().entries().iterator();
        var source = sources.hasNext() ? sources.next() : null;
        var instructions = program.instructions();
        var width = Integer.toString(instructions.size()).length() + 2;
        for (var i = 0; i < instructions.size(); i++) {
            while (depth > 0 && loopEnds[depth] == i) {
                depth--;
            }
            if (source != null && source.firstInstruction() == i) {
                text.append("// ").append(escape(source.operation())).append('\n');
                source = sources.hasNext() ? sources.next() : null;
            }
            text.append(("%" + width + "d: ").formatted(i)).repeat(INDENT, depth).append(disassemble(instructions.get(i))).append('\n');
            if (instructions.get(i) instanceof Loop loop) {
                loopEnds[++depth] = i + 1 + loop.length();
            }
        }
        return text.toString();
    }

    /** The text of one instruction, without a line break. */
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

    private static String escape(String operation) {
        return operation.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
