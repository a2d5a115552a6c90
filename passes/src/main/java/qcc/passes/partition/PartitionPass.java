package qcc.passes.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import qcc.chip.Chip;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.CallOp;
import qcc.dialect.host.LaunchOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.mapping.CimLegality;

/**
 * Splits the network's function into functions for the device and for the host, and leaves a list of launches and calls.
 *
 * <p>Before: {@code @main} with all operations. After: {@code @main} with operations of the {@code host} dialect, a private function
 * {@code @device_k} for each segment of the chip and {@code @host_k} for each stretch of host operations between.
 */
@PassInfo(name = "partition", summary = "splits the network between the device and the host", effect = NumericEffect.EXACT, anchor = "builtin.module")
public record PartitionPass(@Option("tell for each operation on the host why it is not on the device") boolean explain) implements Pass {
    private static final String MAIN = "main";

    public PartitionPass() {
        this(false);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var chip = context.find(Chip.class);
        if (chip.isEmpty()) {
            return context.error(root, "cannot be partitioned without a chip description");
        }
        var main = new SymbolTable(root).lookup(MAIN, FuncOp.class);
        if (main.isEmpty()) {
            return context.error(root, "has no function @%s", MAIN);
        }
        var legality = new CimLegality(chip.get());
        var placement = new Placement(main.get().entry(), legality::refusal);
        if (explain) {
            placement.ops().stream().filter(op -> placement.device(op) == Device.HOST).forEach(op -> context.remark(op,
                    "'%s' runs on the host: %s", op.name(),
                    legality.refusal(op).orElse("it only moves elements at the edge of the device's work")));
        }
        split((ModuleOp) root, main.get(), placement);
        context.count("device-ops", placement.ops().stream().filter(op -> placement.device(op) == Device.CIM).count());
        context.count("host-ops", placement.ops().stream().filter(op -> placement.device(op) == Device.HOST).count());
        return Result.CHANGED;
    }

    private static void split(ModuleOp module, FuncOp main, Placement placement) {
        var stages = new TreeMap<Integer, List<Op>>();
        placement.ops().forEach(op -> stages.computeIfAbsent(placement.stage(op.result(0)), _ -> new ArrayList<>()).add(op));
        var builder = new OpBuilder();
        int segment = 0;
        int host = 0;
        for (var ops : stages.values()) {
            builder.setInsertionPoint(main.entry().last());
            var outline = new Outline(ops);
            if (placement.device(ops.getFirst()) == Device.CIM) {
                var name = "device_" + segment;
                outline.function(module, main, name, Device.CIM);
                LoadSegmentOp.create(builder, main.location(), segment);
                var launch = LaunchOp.create(builder, outline.location(), name, outline.arguments(), types(outline.results()), segment++);
                outline.replaceBy(launch, builder);
            } else {
                var name = "host_" + host++;
                outline.function(module, main, name, Device.HOST);
                outline.replaceBy(CallOp.create(builder, outline.location(), name, outline.arguments(), types(outline.results())), builder);
            }
        }
        for (var ops : stages.reversed().values()) {
            ops.reversed().forEach(builder::erase);
        }
        eraseDeadConstants(main, builder);
    }

    private static List<Type> types(List<Value> values) {
        return values.stream().map(Value::type).toList();
    }

    private static void eraseDeadConstants(FuncOp main, OpBuilder builder) {
        for (var op : main.entry()) {
            if (op instanceof ConstantOp && !op.hasUses()) {
                builder.erase(op);
            }
        }
    }
}
