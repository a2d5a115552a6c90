package qcc.dialect.host;

import java.util.List;

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

/** Runs a function on the host; no device operation may occur in it. */
public final class CallOp extends Op implements HostOp {
    public static final OpDef<CallOp> DEF = OpDef.of("host.call", CallOp.class, CallOp::new)
            .summary("runs a host function")
            .description("""
                    The function holds operations of `nn` and `quant` and no device operation; its arguments and results live in
                    host buffers. In the bundle it is part of the host module, run by the interpreter.""")
            .example("""
                    func.func private @host_0(tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
                    %y = host.call @host_0(%x) : (tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>""")
            .attribute("callee", SymbolRefAttr.class, "the function")
            .variadicOperand("arguments", "ranked tensor", TensorType.class::isInstance)
            .variadicResult("results", "ranked tensor", TensorType.class::isInstance)
            .format("$callee `(` operands `)` attr-dict `:` functional-type");

    private CallOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static CallOp create(OpBuilder builder, Location location, String callee, List<Value> arguments, List<Type> results) {
        return builder.create(DEF, new OpState(location).property("callee", new SymbolRefAttr(callee)).operands(arguments)
                .results(results));
    }

    public String callee() {
        return property("callee", SymbolRefAttr.class).leaf();
    }

    @Override
    public void verify(Verifier check) {
        Callee.verify(this, callee(), check);
    }
}
