package qcc.dialect.host;

import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;

/** Programs the crossbars of a segment and places its constants in global memory; once for a block of samples. */
public final class LoadSegmentOp extends Op implements HostOp {
    public static final OpDef<LoadSegmentOp> DEF = OpDef.of("host.load_segment", LoadSegmentOp.class, LoadSegmentOp::new)
            .summary("programs the crossbars of a segment")
            .description("""
                    Programs the crossbars with the weights of a segment and places its constants in global memory; what was loaded
                    before is replaced. It happens once for a block of samples, and its time and energy are counted.""")
            .example("host.load_segment {segment = 0 : i64}")
            .attribute("segment", IntegerAttr.class, "the segment's number, from 0")
            .format("attr-dict");

    private LoadSegmentOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static LoadSegmentOp create(OpBuilder builder, Location location, int segment) {
        return builder.create(DEF, new OpState(location).property("segment", IntegerAttr.of(segment)));
    }

    public int segment() {
        return (int) longProperty("segment");
    }
}
