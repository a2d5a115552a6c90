package qcc.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One copying of an operation with everything inside. */
final class OpCopy {
    private final Map<Value, Value> values;
    private final Map<Block, Block> blocks = new HashMap<>();
    /** Operands from outside, or of operations that come later: these still point into the original. */
    private final List<OpOperand> unmapped = new ArrayList<>();

    /** @param values what stands for the operands from outside; the results and arguments that are copied are added */
    OpCopy(Map<Value, Value> values) {
        this.values = values;
    }

    Op of(Op op) {
        var copy = operation(op, 0);
        for (var operand : unmapped) {
            var mapped = values.get(operand.value());
            if (mapped != null) {
                operand.set(mapped);
            }
        }
        return copy;
    }

    private Op operation(Op op, int depth) {
        var state = new OpState(op.location()).properties(op.properties()).attributes(op.attributes());
        for (int i = 0; i < op.operandCount(); i++) {
            state.operand(values.getOrDefault(op.operand(i), op.operand(i)));
        }
        for (int i = 0; i < op.resultCount(); i++) {
            state.result(op.result(i).type());
        }
        state.successors(op.successors().stream().map(b -> blocks.getOrDefault(b, b)).toList());
        for (var region : op.regions()) {
            state.region(emptyBlocks(region));
        }
        var copy = op.def().create(state);
        for (int i = 0; i < op.resultCount(); i++) {
            values.put(op.result(i), copy.result(i));
        }
        noteUnmapped(op, copy);
        if (op.regionCount() > 0) {
            DeepRecursion.run(depth, () -> inside(op, depth + 1));
        }
        return copy;
    }

    private void noteUnmapped(Op op, Op copy) {
        for (int i = 0; i < copy.operandCount(); i++) {
            if (copy.operand(i) == op.operand(i)) {
                unmapped.add(copy.operandUse(i));
            }
        }
    }

    private Region emptyBlocks(Region region) {
        var copy = new Region();
        for (var block : region) {
            var target = copy.addBlock();
            blocks.put(block, target);
            for (var argument : block.arguments()) {
                values.put(argument, target.addArgument(argument.type(), argument.location()));
            }
        }
        return copy;
    }

    private OpCopy inside(Op op, int depth) {
        for (var region : op.regions()) {
            for (var block : region) {
                var target = blocks.get(block);
                for (var inner : block) {
                    target.insertBefore(operation(inner, depth), null);
                }
            }
        }
        return this;
    }
}
