package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import qcc.chip.Chip;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.ir.TensorType;

/** A device function's steps, and the cores and groups that execute them. */
final class SegmentPlan {
    private final FuncOp function;
    private final Chip chip;
    private final SegmentGroups groups;
    private final List<PlannedStep> steps;

    private SegmentPlan(FuncOp function, Chip chip, List<Step> steps) {
        this.function = function;
        this.chip = chip;
        this.groups = new SegmentGroups(function, steps);
        this.steps = steps.stream().map(this::plan).toList();
    }

    /**
     * Plans a function.
     *
     * @throws CodegenException naming the first operation that the chip cannot execute
     */
    static SegmentPlan of(FuncOp function, Chip chip) {
        var steps = new ArrayList<Step>();
        for (var op : function.entry()) {
            if (!(op instanceof ReturnOp)) {
                Step.of(op).filter(SegmentPlan::writesBytes).ifPresent(steps::add);
            }
        }
        return new SegmentPlan(function, chip, steps);
    }

    private static boolean writesBytes(Step step) {
        return ((TensorType) step.writes().type()).shape().elements() > 0;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    SegmentGroups groups() {
        return groups;
    }

    private PlannedStep plan(Step step) {
        return switch (step) {
            case Step.Product product -> plan(product, groups.shares(product.product()));
            case Step.Sum(var sum, _) -> plan(step, sum.core());
            case Step.Elementwise(_, var core) -> plan(step, core);
            case Step.Pool(_, var core) -> plan(step, core);
            case Step.Move(_, _, var core) -> plan(step, core);
        };
    }

    private PlannedStep plan(Step step, int core) {
        check(step, core);
        return PlannedStep.of(step, core);
    }

    private PlannedStep plan(Step.Product step, List<ProductShare> shares) {
        shares.stream().mapToInt(ProductShare::core).distinct().forEach(core -> check(step, core));
        ProductChecks.check(step.product(), shares);
        var map = WindowedMap.of(step.product().input(), step.writes(), step.product().window());
        return PlannedStep.of(step, ProductTeam.split(step, map, shares, chip));
    }

    private void check(Step step, int core) {
        if (core < 0 || core >= chip.coreCount()) {
            throw new CodegenException(step.op(),
                    "it uses core %d, but chip '%s' has cores 0 to %d".formatted(core, chip.arch(), chip.coreCount() - 1));
        }
        Capabilities.check(step, chip.typeOf(core).core());
    }

    /** Bytes that the constants take at most, from address 0. */
    long constantBytes() {
        return ConstantRoom.bytes(steps);
    }

    /** Live ranges of all values, and their addresses behind the room that constants may take and what others need. */
    GlobalMemory place(SegmentMemory shared) {
        var memory = new GlobalMemory();
        shared.fix(function, memory);
        function.entry().arguments().forEach(argument -> memory.use(argument, -1));
        for (int i = 0; i < steps.size(); i++) {
            int number = i;
            var step = steps.get(i).step();
            step.reads().forEach(value -> memory.use(value, number));
            memory.use(step.writes(), number);
        }
        CodeGenerator.results(function).forEach(value -> memory.use(value, steps.size()));
        memory.allocate(Math.max(constantBytes(), shared.end()), chip.chip().globalMem().bytes());
        return memory;
    }
}
