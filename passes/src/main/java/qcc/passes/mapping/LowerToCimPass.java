package qcc.passes.mapping;

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
        @Option("rows of analog crossbars that are active at once are as many as lose nothing in conversion") boolean exact)
        implements
            Pass {
    public LowerToCimPass() {
        this(false);
    }

    /** Converters of analog crossbars lose what they have no codes for, unless rows are limited so that nothing is lost. */
    @Override
    public NumericEffect effect(PassContext context) {
        boolean analog = context.find(Chip.class).filter(c -> c.xbar().kind() == Xbar.Kind.ANALOG).isPresent();
        return analog && !exact ? NumericEffect.LOSSY : NumericEffect.EXACT;
    }

    @Override
    public Result run(Op root, PassContext context) {
        var chip = MappedChip.find(root, context);
        if (chip.isEmpty()) {
            return Result.FAILED;
        }
        var result = Result.UNCHANGED;
        int firstGroup = 0;
        for (var op : ((ModuleOp) root).body()) {
            if (op instanceof FuncOp function && !function.isDeclaration()
                    && Device.of(function).filter(d -> d == Device.CIM).isPresent()) {
                var lowering = new CimLowering(function, chip.get(), firstGroup, exact);
                if (!lowering.run(context)) {
                    return Result.FAILED;
                }
                firstGroup = lowering.groups();
                context.count("crossbars", lowering.crossbars());
                result = Result.CHANGED;
            }
        }
        return result;
    }
}
