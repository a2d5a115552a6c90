package qcc.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.ir.Block;
import qcc.ir.Op;
import qcc.ir.Terminator;
import qcc.ir.Value;

/** The operations of a function of one block in order, with a numbered slot for each value and the moment when it is dead. */
final class FunctionPlan {
    /**
     * One operation.
     *
     * @param operands the slots of the operands
     * @param firstResult the slot of the first result; the others follow
     * @param dead the slots that nothing reads after this operation, its own unused results included
     */
    record Step(Op op, int[] operands, int firstResult, int[] dead) {}

    private final List<Step> steps;
    private final int[] returned;
    private final int slots;

    private FunctionPlan(List<Step> steps, int[] returned, int slots) {
        this.steps = steps;
        this.returned = returned;
        this.slots = slots;
    }

    /** @throws InterpreterException if the function has no body, control flow or no end */
    static FunctionPlan of(FuncOp function) {
        if (function.isDeclaration()) {
            throw new InterpreterException(function, "is declared but has no body to execute");
        }
        if (function.body().blocks().size() > 1) {
            throw new InterpreterException(function, "has control flow, which is not executed");
        }
        var block = function.entry();
        if (!(block.terminator() instanceof ReturnOp)) {
            throw new InterpreterException(function, "has a body that does not end in a return");
        }
        return new Builder().build(block);
    }

    List<Step> steps() {
        return steps;
    }

    /** The slots of the values that the function returns. */
    int[] returned() {
        return returned;
    }

    int slots() {
        return slots;
    }

    private static final class Builder {
        private final Map<Value, Integer> slots = new IdentityHashMap<>();

        FunctionPlan build(Block block) {
            block.arguments().forEach(this::number);
            for (var op : block) {
                op.results().forEach(this::number);
            }
            var lastUse = new int[slots.size()];
            Arrays.fill(lastUse, -1);
            int position = 0;
            for (var op : block) {
                for (var operand : op.operands()) {
                    lastUse[slot(op, operand)] = op instanceof Terminator ? Integer.MAX_VALUE : position;
                }
                position++;
            }
            var steps = new ArrayList<Step>();
            for (var op : block) {
                if (!(op instanceof Terminator)) {
                    steps.add(step(op, steps.size(), lastUse));
                }
            }
            return new FunctionPlan(List.copyOf(steps), slotsOf(block.terminator()), slots.size());
        }

        private void number(Value value) {
            slots.put(value, slots.size());
        }

        private int slot(Op op, Value value) {
            var slot = slots.get(value);
            if (slot == null) {
                throw new InterpreterException(op, "uses a value from outside its function");
            }
            return slot;
        }

        private int[] slotsOf(Op op) {
            return op.operands().stream().mapToInt(v -> slot(op, v)).toArray();
        }

        private Step step(Op op, int position, int[] lastUse) {
            var operands = slotsOf(op);
            int first = op.resultCount() == 0 ? 0 : slot(op, op.result(0));
            var dead = new ArrayList<Integer>();
            Arrays.stream(operands).distinct().filter(s -> lastUse[s] == position).forEach(dead::add);
            for (int i = 0; i < op.resultCount(); i++) {
                if (lastUse[first + i] < 0) {
                    dead.add(first + i);
                }
            }
            return new Step(op, operands, first, dead.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
