package qcc.passes.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import qcc.chip.Chip;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.host.CallOp;
import qcc.dialect.host.HostOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.IdentityOp;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Pure;
import qcc.ir.SymbolTable;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.mapping.CimLegality;
import qcc.passes.mapping.MappedChip;

/**
 * Splits the network's function into functions for the device and for the host, and leaves a list of launches and calls.
 *
 * <p>Before: {@code @main} with all operations. After: {@code @main} with operations of the {@code host} dialect, a private function
 * {@code @device_k} for each segment of the chip and {@code @host_k} for each stretch of host operations between. A stretch
 * of device operations that does not fit the chip becomes several segments; a product that does not fit the chip alone is split first.
 */
@PassInfo(name = "partition", summary = "splits the network between the device and the host", effect = NumericEffect.EXACT, anchor = "builtin.module")
public record PartitionPass(@Option("tell for each operation on the host why it is not on the device") boolean explain,
        @Option("samples that go through a segment before the next is loaded, 0 for as many as fit, at most 16") int batch,
        @Option("the most operations in one segment, 0 for as many as fit") int mostOperations,
        @Option("the share of global memory that feature maps may take, in percent") int memoryPercent)
        implements
            Pass {
    private static final String MAIN = "main";
    /** Samples of a block where nobody says. */
    private static final int DEFAULT_SAMPLES = 16;

    public PartitionPass {
        if (batch < 0) {
            throw new IllegalArgumentException("batch must not be negative: " + batch);
        }
        if (mostOperations < 0 || memoryPercent < 1 || memoryPercent > 100) {
            throw new IllegalArgumentException(
                    "at most %d operations, %d percent of global memory".formatted(mostOperations, memoryPercent));
        }
    }

    public PartitionPass() {
        this(false, 0);
    }

    /** A pass that cuts segments as large as fit. */
    public PartitionPass(boolean explain, int batch) {
        this(explain, batch, 0, 100);
    }

    private SegmentLimits limits(Chip chip) {
        return new SegmentLimits(mostOperations == 0 ? Integer.MAX_VALUE : mostOperations,
                chip.chip().globalMem().bytes() * memoryPercent / 100, samples().orElse(DEFAULT_SAMPLES));
    }

    /** The samples of a block, if they are given. */
    public OptionalInt samples() {
        return batch == 0 ? OptionalInt.empty() : OptionalInt.of(batch);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var chip = MappedChip.find(root, context);
        if (chip.isEmpty()) {
            return Result.FAILED;
        }
        var main = new SymbolTable(root).lookup(MAIN, FuncOp.class).filter(f -> !f.isDeclaration());
        if (main.isEmpty()) {
            return context.error(root, "has no function @%s with a body", MAIN);
        }
        for (var op : main.get().entry()) {
            if (op instanceof HostOp || op.resultCount() == 0 && !(op instanceof ReturnOp)) {
                return context.error(op, op instanceof HostOp
                        ? "shows that the network is partitioned already"
                        : "gives no result, so that it cannot be placed");
            }
        }
        var legality = new CimLegality(chip.get());
        boolean erased = eraseDead(main.get());
        copyConstantResults(main.get());
        var bands = new BandSplitting(chip.get(), limits(chip.get()).mapBytes(), context);
        bands.run(onDevice(new Placement(main.get().entry(), legality::refusal)));
        Function<Op, Optional<String>> refusal = op -> bands.refusal(op).or(() -> legality.refusal(op));
        var oversized = onDevice(new Placement(main.get().entry(), refusal));
        if (!new ProductSplitting(chip.get(), context).run(oversized)) {
            return Result.FAILED;
        }
        var placement = new Placement(main.get().entry(), refusal);
        if (explain) {
            explain(placement, refusal, context);
        }
        split((ModuleOp) root, main.get(), placement, chip.get(), context);
        int device = onDevice(placement).size();
        context.count("device-ops", device);
        context.count("host-ops", placement.ops().size() - device);
        return Result.changedIf(erased || !placement.ops().isEmpty());
    }

    /** Operations whose results nobody uses would become launches for nothing. */
    private static boolean eraseDead(FuncOp main) {
        boolean erased = false;
        for (var op = main.entry().last(); op != null;) {
            var previous = op.previous();
            if (op instanceof Pure && !op.hasUses()) {
                new OpBuilder().erase(op);
                erased = true;
            }
            op = previous;
        }
        return erased;
    }

    /** The host has commands for functions, not for constants: a constant that the network returns becomes the result of an operation. */
    private static void copyConstantResults(FuncOp main) {
        var end = main.entry().last();
        for (int i = 0; i < end.operandCount(); i++) {
            if (end.operand(i).definingOp() instanceof ConstantOp constant) {
                var builder = OpBuilder.before(end);
                builder.setOperand(end, i, IdentityOp.create(builder, constant.location(), constant.result()).result());
            }
        }
    }

    private static void explain(Placement placement, Function<Op, Optional<String>> refusal, PassContext context) {
        onHost(placement).forEach(op -> context.remark(op, "'%s' runs on the host: %s", op.name(),
                refusal.apply(op).orElse("it only moves elements at the edge of the device's work")));
    }

    private static List<Op> onHost(Placement placement) {
        return placement.ops().stream().filter(op -> placement.device(op) == Device.HOST).toList();
    }

    private static List<Op> onDevice(Placement placement) {
        return placement.ops().stream().filter(op -> placement.device(op) == Device.CIM).toList();
    }

    private void split(ModuleOp module, FuncOp main, Placement placement, Chip chip, PassContext context) {
        var stages = new TreeMap<Integer, List<Op>>();
        placement.ops().forEach(op -> stages.computeIfAbsent(placement.stage(op.result(0)), _ -> new ArrayList<>()).add(op));
        var segments = new SegmentOutlines(module, main);
        int host = 0;
        for (var ops : stages.values()) {
            if (placement.device(ops.getFirst()) == Device.CIM) {
                segments.add(Segmentation.of(ops, chip, limits(chip)), context);
            } else {
                call(module, main, new SymbolTable(module).unusedName("host_" + host++), new Outline(ops));
            }
        }
        var builder = new OpBuilder();
        for (var ops : stages.reversed().values()) {
            ops.reversed().forEach(builder::erase);
        }
        eraseDead(main);
        context.count("segments", segments.count());
    }

    private static void call(ModuleOp module, FuncOp main, String name, Outline outline) {
        var builder = OpBuilder.before(main.entry().last());
        outline.function(module, main, name, Device.HOST);
        outline.replaceBy(CallOp.create(builder, outline.location(), name, outline.arguments(), outline.resultTypes()), builder);
    }
}
