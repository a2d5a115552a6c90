package qcc.ir.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes functions of several blocks as text that mlir-opt reads, too. */
final class RandomControlFlow {
    private static final List<String> CONDITIONS = List.of("%c", "%d", "%c", "%true", "%false");
    private static final List<String> EFFECTS = List.of("foo", "foo", "bar");
    private static final List<String> PURE = List.of("arith.addi", "arith.muli", "arith.addi");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> argumentCounts = new ArrayList<>();
    private int values;

    private RandomControlFlow(Random random) {
        this.random = random;
    }

    /** A function of up to eight blocks with operations that have an effect, arithmetic, and constants. */
    static String function(String name, Random random) {
        return new RandomControlFlow(random).function(name);
    }

    private String function(String name) {
        int blocks = 1 + random.nextInt(8);
        for (int i = 0; i < blocks; i++) {
            argumentCounts.add(i == 0 ? 0 : random.nextInt(3));
        }
        text.append("func.func @").append(name).append("(%c: i1, %d: i1, %x: i32, %y: i32) -> i32 {\n");
        text.append("  %true = arith.constant true\n  %false = arith.constant false\n");
        var fromEntry = List.<String>of("%x", "%y");
        for (int i = 0; i < blocks; i++) {
            var known = new ArrayList<>(fromEntry);
            label(i, known);
            body(known);
            terminator(blocks, known);
            fromEntry = i == 0 ? List.copyOf(known) : fromEntry;
        }
        return text.append("}\n").toString();
    }

    private void label(int block, List<String> known) {
        if (block == 0) {
            return;
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < argumentCounts.get(block); i++) {
            var argument = "%a" + block + "_" + i;
            known.add(argument);
            arguments.add(argument + ": i32");
        }
        text.append("^bb").append(block).append(arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")").append(":\n");
    }

    private void body(List<String> known) {
        for (int i = random.nextInt(4); i > 0; i--) {
            var result = "%v" + values++;
            text.append("  ").append(result).append(" = ");
            switch (random.nextInt(5)) {
                case 0 -> text.append("arith.constant ").append(random.nextInt(3)).append(" : i32\n");
                case 1, 2 -> text.append(pick(PURE)).append(" ").append(pick(known)).append(", ").append(pick(known)).append(" : i32\n");
                default -> text.append("\"").append(pick(EFFECTS)).append("\"(").append(pick(known)).append(") : (i32) -> i32\n");
            }
            known.add(result);
        }
    }

    private void terminator(int blocks, List<String> known) {
        int kind = blocks == 1 ? 0 : random.nextInt(5);
        if (kind == 0) {
            text.append("  return ").append(pick(known)).append(" : i32\n");
        } else if (kind < 3) {
            text.append("  cf.br ").append(destination(blocks, known)).append("\n");
        } else {
            text.append("  cf.cond_br ").append(pick(CONDITIONS)).append(", ").append(destination(blocks, known)).append(", ")
                    .append(destination(blocks, known)).append("\n");
        }
    }

    private String destination(int blocks, List<String> known) {
        int block = 1 + random.nextInt(blocks - 1);
        var operands = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (int i = 0; i < argumentCounts.get(block); i++) {
            operands.add(pick(known));
            types.add("i32");
        }
        return "^bb" + block + (operands.isEmpty() ? "" : "(" + String.join(", ", operands) + " : " + String.join(", ", types) + ")");
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
