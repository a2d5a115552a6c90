package qcc.backend.cim.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.syntax.Arguments;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.AssemblyReader;
import qcc.backend.cim.isa.syntax.Position;
import qcc.backend.cim.isa.syntax.Source;
import qcc.backend.cim.isa.syntax.Statement;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.cim.isa.syntax.Statement.TextLine;
import qcc.backend.cim.isa.syntax.Value;
import qcc.backend.cim.isa.syntax.Value.IntegerValue;
import qcc.backend.cim.isa.syntax.Value.WordValue;

/**
 * Makes programs from the text that {@link Disassembler} prints: {@code assemble(disassemble(p))} equals p. Operands are found by their
 * names, so their order does not matter; lengths of loops follow from their braces.
 */
public final class Assembler {
    private static final Map<String, InstructionKind> BY_MNEMONIC = Arrays.stream(InstructionKind.values())
            .collect(Collectors.toMap(InstructionKind::mnemonic, kind -> kind));
    private static final String SOURCE = ".source";

    private final List<Instruction> instructions = new ArrayList<>();
    private final List<SourceMap.Entry> sources = new ArrayList<>();
    private Position lastSource;
    private int depth;

    private Assembler() {}

    /**
     * The program of a text.
     *
     * @throws AssemblyException at the first line that is wrong, saying what was expected
     */
    public static Program assemble(Source source) {
        var end = new Position(source.name(), (int) source.text().lines().count() + 1, 1);
        return assemble(AssemblyReader.read(source), end);
    }

    /**
     * The program of statements that stand in a larger text.
     *
     * @param end where they end
     * @throws AssemblyException as above
     */
    public static Program assemble(List<Statement> statements, Position end) {
        var assembler = new Assembler();
        assembler.appendAll(statements);
        return assembler.program(end);
    }

    private Program program(Position end) {
        if (instructions.isEmpty() || !(instructions.getLast() instanceof End)) {
            throw new AssemblyException(end, "expected 'end', the last instruction of a program");
        }
        requireSourceUsed();
        return new Program(instructions, new SourceMap(sources));
    }

    private void appendAll(List<Statement> statements) {
        for (var statement : statements) {
            switch (statement) {
                case TextLine line -> throw new AssemblyException(line.at(), "expected an instruction but found a text line");
                case Command command -> append(command);
            }
        }
    }

    private void append(Command command) {
        if (!instructions.isEmpty() && instructions.getLast() instanceof End) {
            throw new AssemblyException(command.at(), "'%s' after 'end', which must be the last instruction".formatted(command.name()));
        }
        if (command.name().equals(SOURCE)) {
            appendSource(command);
            return;
        }
        var kind = BY_MNEMONIC.get(command.name());
        if (kind == null) {
            throw new AssemblyException(command.at(),
                    "there is no instruction '%s'%s".formatted(command.name(), suggestion(command.name())));
        }
        switch (kind) {
            case LOOP -> appendLoop(command);
            case END -> appendEnd(command);
            default -> appendInstruction(command, kind);
        }
    }

    private void appendSource(Command command) {
        command.requireNoBody();
        requireSourceUsed();
        var arguments = command.takeArguments();
        sources.add(new SourceMap.Entry(instructions.size(), arguments.nextString("the operation in quotation marks")));
        arguments.end("one string");
        lastSource = command.at();
    }

    /** A source without instructions would vanish. */
    private void requireSourceUsed() {
        if (!sources.isEmpty() && sources.getLast().firstInstruction() == instructions.size()) {
            throw new AssemblyException(lastSource, "no instruction follows this .source");
        }
    }

    private void appendEnd(Command command) {
        if (depth > 0) {
            throw new AssemblyException(command.at(), "'end' inside a loop: expected '}' first");
        }
        appendInstruction(command, InstructionKind.END);
    }

    private void appendLoop(Command command) {
        var arguments = command.takeArguments();
        var count = arguments.nextInteger("how often the loop runs", OperandKind.COUNT32.minimum(), OperandKind.COUNT32.maximum());
        arguments.end("one number");
        command.requireBody();
        if (depth == Machine.LOOP_DEPTH) {
            throw new AssemblyException(command.at(), "loops nest deeper than " + Machine.LOOP_DEPTH);
        }
        var start = instructions.size();
        instructions.add(new Loop(count, 1));
        depth++;
        appendAll(command.body());
        depth--;
        var length = instructions.size() - start - 1;
        if (length < 1 || length > Machine.MAX_LOOP_LENGTH) {
            throw new AssemblyException(command.at(),
                    "a loop repeats 1 to %d instructions, not %d".formatted(Machine.MAX_LOOP_LENGTH, length));
        }
        instructions.set(start, new Loop(count, length));
    }

    private void appendInstruction(Command command, InstructionKind kind) {
        command.requireNoBody();
        var arguments = command.takeArguments();
        var operands = kind.operands();
        var values = new long[operands.size()];
        for (var i = 0; i < values.length; i++) {
            if (operands.get(i).kind() == OperandKind.FLAG) {
                values[i] = arguments.takeFlag(operands.get(i).name()) ? 1 : 0;
            }
        }
        for (var i = 0; i < values.length; i++) {
            if (operands.get(i).kind() != OperandKind.FLAG) {
                values[i] = value(command, arguments, operands.get(i), kind, values);
            }
        }
        arguments.end(operandNames(kind));
        instructions.add(kind.instruction(values));
    }

    private static long value(Command command, Arguments arguments, Operand operand, InstructionKind kind, long[] values) {
        var given = arguments.take(operand.name());
        if (!operand.flag().isEmpty() && values[kind.indexOf(operand.flag())] == 0) {
            if (given.isPresent()) {
                throw new AssemblyException(given.get().at(),
                        "%s: %s is there only with the flag '%s'".formatted(kind.mnemonic(), operand.name(), operand.flag()));
            }
            return 0;
        }
        var value = given.orElseThrow(() -> new AssemblyException(command.at(),
                "%s: expected %s=, %s".formatted(kind.mnemonic(), operand.name(), expected(operand.kind()))));
        return number(operand, value);
    }

    private static long number(Operand operand, Value value) {
        var kind = operand.kind();
        if (kind == OperandKind.MODE) {
            return mode(operand, value);
        }
        if (kind.isRegister()) {
            if (value instanceof WordValue(_, var word) && word.matches("r(0|[1-9][0-9]?)")
                    && kind.accepts(Long.parseLong(word.substring(1)))) {
                return Long.parseLong(word.substring(1));
            }
        } else if (value instanceof IntegerValue(_, var number) && kind.accepts(number)) {
            return number;
        }
        throw new AssemblyException(value.at(),
                "%s: expected %s but found %s".formatted(operand.name(), expected(kind), value.phrase()));
    }

    private static long mode(Operand operand, Value value) {
        for (var mode : RequantizeMode.values()) {
            if (value instanceof WordValue(_, var word) && word.equals(mode.text())) {
                return mode.code();
            }
        }
        throw new AssemblyException(value.at(),
                "%s: expected %s but found %s".formatted(operand.name(), expected(OperandKind.MODE), value.phrase()));
    }

    private static String expected(OperandKind kind) {
        return switch (kind) {
            case FLAG -> "a flag";
            case MODE -> "one of " + Arrays.stream(RequantizeMode.values()).map(RequantizeMode::text).collect(Collectors.joining(", "));
            case REGISTER, TARGET -> "a register in r%d..r%d".formatted(kind.minimum(), kind.maximum());
            case COUNT8, COUNT16, COUNT32, UNSIGNED16, SIGNED8, SIGNED32, ADDRESS ->
                "a number in %d..%d".formatted(kind.minimum(), kind.maximum());
        };
    }

    private static String operandNames(InstructionKind kind) {
        return kind.operands().stream().map(Operand::name).collect(Collectors.joining(", "));
    }

    private static String suggestion(String name) {
        var distances = new HashMap<String, Integer>();
        BY_MNEMONIC.keySet().forEach(mnemonic -> distances.put(mnemonic, distance(name, mnemonic)));
        var nearest = distances.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        return nearest.filter(entry -> entry.getValue() <= 2).map(entry -> "; did you mean '%s'?".formatted(entry.getKey())).orElse("");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
