package qcc.passes.partition;

import java.util.List;
import java.util.Locale;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.LaunchOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;
import qcc.ir.pass.PassContext;

/** Makes a function of each segment, and loads and launches it at the end of the network's function. */
final class SegmentOutlines {
    private final ModuleOp module;
    private final FuncOp main;
    private int count;

    SegmentOutlines(ModuleOp module, FuncOp main) {
        this.module = module;
        this.main = main;
    }

    /** Segments made so far. */
    int count() {
        return count;
    }

    /** Adds the segments of one stretch; tells about them if there are several. */
    void add(List<Segmentation.Segment> segments, PassContext context) {
        for (var segment : segments) {
            var launch = add(segment);
            if (segments.size() > 1) {
                context.remark(launch, "segment %d: %d operation%s, %d crossbars, %s us to program, %d bytes cross its borders",
                        launch.segment(), segment.ops().size(), segment.ops().size() == 1 ? "" : "s", segment.crossbars(),
                        String.format(Locale.ROOT, "%.1f", segment.programNs() / 1e3), segment.crossingBytes());
            }
        }
    }

    private LaunchOp add(Segmentation.Segment segment) {
        var outline = new Outline(segment.ops());
        var name = new SymbolTable(module).unusedName("device_" + count);
        outline.function(module, main, name, Device.CIM);
        var builder = OpBuilder.before(main.entry().last());
        LoadSegmentOp.create(builder, main.location(), count);
        var launch = LaunchOp.create(builder, outline.location(), name, outline.arguments(), outline.resultTypes(), count++);
        outline.replaceBy(launch, builder);
        return launch;
    }
}
