package qcc.passes.validate;

import java.util.List;
import java.util.Optional;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterException;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassExecution;
import qcc.ir.pass.PassInstrumentation;
import qcc.passes.quantize.CalibrationData;
import qcc.tensor.Tensor;

/**
 * Executes the program on the first calibration sample around every pass and names the first pass that moves the result beyond what it declares.
 *
 * <ul>
 * <li>{@code exact}: every bit of every output is the same;
 * <li>{@code reassociates}: no output differs by more than the tolerance times the largest magnitude of that output;
 * <li>{@code lossy}: outputs stay finite; the signal-to-noise ratio is told as a remark.
 * </ul>
 *
 * The program is the function {@code main}, or the first one with a body, of the outermost operation around the one a pass runs on. It cannot be
 * executed while its shapes are dynamic; validation begins when they are static. From then on a program that cannot be executed is the fault
 * of the pass before it.
 */
public final class ValidatingInstrumentation implements PassInstrumentation {
    /** Rounding of f32 sums in another order stays far below this share of the largest output. */
    public static final double DEFAULT_TOLERANCE = 1e-4;

    private final CalibrationData data;
    private final double tolerance;
    private List<Tensor> outputs = List.of();
    private Op program;

    /** @param data whose first sample is executed */
    public ValidatingInstrumentation(CalibrationData data) {
        this(data, DEFAULT_TOLERANCE);
    }

    public ValidatingInstrumentation(CalibrationData data, double tolerance) {
        this.data = data;
        this.tolerance = tolerance;
    }

    @Override
    public void beforePass(PassExecution run) {
        var root = root(run.op());
        if (root == program) {
            return;
        }
        var main = main(root);
        if (main.isPresent() && isStatic(main.get())) {
            execute(root, main.get(), run, "cannot be executed before pass");
        }
    }

    @Override
    public void afterPass(PassExecution run, Pass.Result result) {
        var root = root(run.op());
        if (root != program) {
            return;
        }
        var before = outputs;
        var main = main(root);
        if (main.isEmpty()) {
            run.context().error(root, "has lost its main function in pass '%s'", run.pass().info().name());
        } else if (execute(root, main.get(), run, "cannot be executed any more after pass")) {
            new OutputComparison(run, tolerance).compare(main.get(), before, outputs);
        }
    }

    private boolean execute(Op root, FuncOp main, PassExecution run, String failure) {
        try {
            outputs = new Interpreter(root, InterpreterOptions.defaults()).run(main, data.read(main, 0, 1));
            program = root;
            return true;
        } catch (InterpreterException e) {
            run.context().error(e.op(), "%s '%s': %s", failure, run.pass().info().name(), e.detail());
        } catch (IllegalArgumentException e) {
            run.context().error(main, "%s '%s': %s", failure, run.pass().info().name(), e.getMessage());
        }
        return false;
    }

    private static Op root(Op op) {
        var root = op;
        while (root.parentOp() != null) {
            root = root.parentOp();
        }
        return root;
    }

    private static Optional<FuncOp> main(Op root) {
        if (root instanceof FuncOp function) {
            return Optional.of(function);
        }
        FuncOp first = null;
        for (var region : root.regions()) {
            for (var block : region) {
                for (var op : block) {
                    if (!(op instanceof FuncOp function) || function.isDeclaration()) {
                        continue;
                    }
                    if (function.functionName().equals("main")) {
                        return Optional.of(function);
                    }
                    first = first == null ? function : first;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static boolean isStatic(FuncOp function) {
        var open = new boolean[1];
        function.entry().arguments().forEach(a -> open[0] |= isOpen(a.type()));
        function.walk(op -> op.resultTypes().forEach(t -> open[0] |= isOpen(t)));
        return !open[0];
    }

    private static boolean isOpen(Type type) {
        return type instanceof TensorType tensor && !tensor.shape().isStatic();
    }
}
