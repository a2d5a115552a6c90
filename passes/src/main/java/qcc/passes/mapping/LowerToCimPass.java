package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import qcc.chip.Chip;
import qcc.chip.Xbar;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.partition.Device;

/**
 * Lowers device functions to the {@code cim} dialect: storage integers, array groups placed in crossbars, raw sums, explicit requantization.
 *
 * <p>Each device function is a segment of its own and has the whole chip.
 */
@PassInfo(name = "lower-to-cim", summary = "maps device functions to crossbars and makes their arithmetic explicit", effect = NumericEffect.EXACT, anchor = "builtin.module")
public record LowerToCimPass(
        @Option("rows of analog crossbars that are active at once are as many as lose nothing in conversion") boolean exact,
        @Option("what the mapping makes small: the latency of one inference, or the interval between inferences (throughput)") Objective optimize,
        @Option("crossbars that are left take copies of products") boolean replicate)
        implements
            Pass {
    public LowerToCimPass() {
        this(false);
    }

    /** A mapping for low latency, with copies. */
    public LowerToCimPass(boolean exact) {
        this(exact, Objective.LATENCY, true);
    }

    /** Converters of analog crossbars lose what they have no codes for, unless rows are limited so that nothing is lost. */
    @Override
    public NumericEffect effect(PassContext context) {
        boolean analog = context.find(Chip.class)
                .filter(chip -> chip.census().keySet().stream().anyMatch(type -> type.xbar().kind() == Xbar.Kind.ANALOG)).isPresent();
        return analog && !exact ? NumericEffect.LOSSY : NumericEffect.EXACT;
    }

    @Override
    public Result run(Op root, PassContext context) {
        var chip = MappedChip.find(root, context);
        if (chip.isEmpty()) {
            return Result.FAILED;
        }
        var segments = segments((ModuleOp) root);
        var request = new SegmentPlanner.Request(optimize, replicate, segments.size() > 1);
        var kept = new SumReaches((ModuleOp) root);
        int firstGroup = 0;
        for (var function : segments) {
            var lowering = new CimLowering(function, chip.get(), request, firstGroup, exact, kept);
            if (!lowering.run(context)) {
                return Result.FAILED;
            }
            firstGroup = lowering.groups();
            context.count("crossbars", lowering.crossbars());
        }
        return Result.changedIf(!segments.isEmpty());
    }

    private static List<FuncOp> segments(ModuleOp module) {
        var result = new ArrayList<FuncOp>();
        for (var op : module.body()) {
            if (op instanceof FuncOp function && !function.isDeclaration()
                    && Device.of(function).filter(d -> d == Device.CIM).isPresent()) {
                result.add(function);
            }
        }
        return result;
    }
}
