package qcc.passes.partition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.Optional;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.NnShape;
import qcc.ir.Block;
import qcc.ir.Op;
import qcc.ir.Terminator;
import qcc.ir.Value;

/**
 * Where the operations of a block run, and in which stage.
 *
 * <p>Stages alternate: the host's are even, the device's odd; an operation is in the earliest stage of its device in which its operands
 * exist. Operations that only move elements go to the host where they stand at the edge of what the device does. Linear in the operations.
 */
final class Placement {
    private final List<Op> ops = new ArrayList<>();
    private final Map<Op, Device> devices = new HashMap<>();
    private final Map<Op, Integer> stages = new HashMap<>();

    /**
     * Places the operations of a block.
     *
     * @param refusal why the device cannot execute an operation, or empty
     */
    Placement(Block block, Function<Op, Optional<String>> refusal) {
        for (var op : block) {
            if (!(op instanceof ConstantOp) && !(op instanceof Terminator)) {
                ops.add(op);
                devices.put(op, refusal.apply(op).isEmpty() ? Device.CIM : Device.HOST);
            }
        }
        trimInputs();
        trimOutputs();
        ops.forEach(op -> stages.put(op, stage(op)));
    }

    /** The operations in order, constants and the terminator left out. */
    List<Op> ops() {
        return ops;
    }

    Device device(Op op) {
        return devices.get(op);
    }

    int stage(Value value) {
        return value.definingOp() == null ? 0 : stages.getOrDefault(value.definingOp(), 0);
    }

    private boolean isOnDevice(Op op) {
        return devices.get(op) == Device.CIM;
    }

    private void trimInputs() {
        for (var op : ops) {
            boolean fed = op.operands().stream().anyMatch(v -> v.definingOp() != null && isOnDevice(v.definingOp()));
            if (op instanceof NnShape && !fed) {
                devices.put(op, Device.HOST);
            }
        }
    }

    private void trimOutputs() {
        for (var op : ops.reversed()) {
            boolean used = op.results().stream().flatMap(r -> r.uses().stream()).anyMatch(use -> isOnDevice(use.owner()));
            if (op instanceof NnShape && !used) {
                devices.put(op, Device.HOST);
            }
        }
    }

    private int stage(Op op) {
        int latest = op.operands().stream().mapToInt(this::stage).max().orElse(0);
        int parity = isOnDevice(op) ? 1 : 0;
        return latest % 2 == parity ? latest : latest + 1;
    }
}
