package qcc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import qcc.dialect.array.ArrayOp;
import qcc.dialect.cim.CimComputeOp;
import qcc.dialect.cim.CimMoveOp;
import qcc.dialect.cim.CimOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.func.CallOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.HostOp;
import qcc.dialect.host.LaunchOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.NnProduct;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.NnShape;
import qcc.dialect.quant.QuantOp;
import qcc.ir.Op;
import qcc.ir.UnregisteredOp;
import qcc.tensor.Tensor;

/** Finds the meaning of an operation: one class for each family. */
final class Operations {
    private final Symbols symbols;
    private final InterpreterOptions options;
    private final BiFunction<FuncOp, List<Tensor>, List<Tensor>> functions;
    private final Constants constants = new Constants();

    /** @param functions executes a function on arguments */
    Operations(Op module, InterpreterOptions options, BiFunction<FuncOp, List<Tensor>, List<Tensor>> functions) {
        this.symbols = new Symbols(module);
        this.options = options;
        this.functions = functions;
    }

    List<Tensor> execute(Op op, List<Tensor> operands) {
        var invocation = new Invocation(op, operands, options.parallel());
        return switch (op) {
            case NnOp nn -> fitted(op, List.of(network(nn, invocation)));
            case ArrayOp array -> fitted(op, ArrayExecution.execute(array, invocation));
            case QuantOp quant -> fitted(op, List.of(QuantCasts.execute(quant, invocation)));
            case CallOp call -> call(call, call.callee(), operands);
            case CimOp cim -> List.of(cim(cim, invocation));
            case HostOp host -> host(host, op, operands);
            case UnregisteredOp _ -> throw new InterpreterException(op, "is of no known dialect and cannot be executed");
            default -> throw new InterpreterException(op, "has no meaning as a computation");
        };
    }

    private List<Tensor> call(Op call, String callee, List<Tensor> arguments) {
        return functions.apply(symbols.lookup(call, callee, FuncOp.class), arguments);
    }

    private List<Tensor> host(HostOp op, Op call, List<Tensor> arguments) {
        return switch (op) {
            case qcc.dialect.host.CallOp host -> call(call, host.callee(), arguments);
            case LaunchOp launch -> call(call, launch.callee(), arguments);
            case LoadSegmentOp _ -> List.of();
        };
    }

    private Tensor cim(CimOp op, Invocation invocation) {
        return switch (op) {
            case CimComputeOp compute -> CimOps.compute(compute, invocation, symbols, constants);
            case CimMoveOp move -> CimOps.move(move, invocation);
            case GroupOp _ -> throw invocation.error("is programmed, not executed");
        };
    }

    private Tensor network(NnOp op, Invocation invocation) {
        return switch (op) {
            case ConstantOp constant -> constants.of(constant, constant.value(), constant.type());
            case NnProduct product -> Products.execute(product, invocation);
            case NnElementwise elementwise -> Elementwise.execute(elementwise, invocation);
            case NnPool pool -> Pools.execute(pool, invocation);
            case NnReduction reduction -> Reductions.execute(reduction, invocation);
            case NnShape shape -> ShapeOps.execute(shape, invocation);
            case NnDynamic dynamic -> DynamicShapes.execute(dynamic, invocation);
        };
    }

    private static List<Tensor> fitted(Op op, List<Tensor> results) {
        var fitted = new ArrayList<Tensor>(results.size());
        for (int i = 0; i < results.size(); i++) {
            fitted.add(ElementRange.fit(results.get(i), op.result(i).type().elementType()));
        }
        return fitted;
    }
}
