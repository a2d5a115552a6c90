package qcc.dialect.host;

import java.util.List;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Runs a function of device operations on the chip: copies in what the host has, starts the cores, copies out what the host needs. */
public final class LaunchOp extends Op implements HostOp {
    public static final OpDef<LaunchOp> DEF = OpDef.of("host.launch", LaunchOp.class, LaunchOp::new)
            .summary("runs a segment's device function")
            .description("""
                    Copies the arguments into global memory, starts the cores of segment `segment` on the function `callee`, waits
                    for them, and copies the results out. What another launch left in global memory is not copied, nor are
                    results that only launches take, as far as there is room. The segment must have been loaded
                    (`host.load_segment`).""")
            .example("""
                    func.func private @device_0(tensor<1x8x8x3xi8>) -> tensor<1x10xi8>
                    %y = host.launch @device_0(%x) {segment = 0 : i64} : (tensor<1x8x8x3xi8>) -> tensor<1x10xi8>""")
            .attribute("callee", SymbolRefAttr.class, "the function")
            .attribute("segment", IntegerAttr.class, "the number of the segment that holds its weights")
            .variadicOperand("arguments", "ranked tensor", TensorType.class::isInstance)
            .variadicResult("results", "ranked tensor", TensorType.class::isInstance)
            .format("$callee `(` operands `)` attr-dict `:` functional-type");

    private LaunchOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static LaunchOp create(OpBuilder builder, Location location, String callee, List<Value> arguments, List<Type> results,
            int segment) {
        return builder.create(DEF,
                new OpState(location).property("callee", new SymbolRefAttr(callee)).property("segment", IntegerAttr.of(segment))
                        .operands(arguments)
                        .results(results));
    }

    public String callee() {
        return property("callee", SymbolRefAttr.class).leaf();
    }

    public int segment() {
        return (int) longProperty("segment");
    }

    @Override
    public void verify(Verifier check) {
        Callee.verify(this, callee(), check);
    }
}
