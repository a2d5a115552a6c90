package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import qcc.backend.host.bundle.HostModule;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterException;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Blob;
import qcc.ir.DenseResourceAttr;
import qcc.ir.NamedAttribute;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** A bundle's host module, executed by the interpreter. */
final class InterpretedFunctions implements HostFunctions {
    private static final int ALIGNMENT = 4;

    private final Interpreter interpreter;
    private final Map<String, FuncOp> functions = new HashMap<>();

    private InterpretedFunctions(ModuleOp module) {
        this.interpreter = new Interpreter(module, InterpreterOptions.defaults().withParallel(new Parallel(1)));
        for (var op : module.body()) {
            if (op instanceof FuncOp function) {
                functions.put(function.functionName(), function);
            }
        }
    }

    /** @throws SimulatorException if the module's text cannot be parsed */
    static InterpretedFunctions of(HostModule host) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("host module of the bundle", host.text()), Dialects.registry(), diagnostics);
        if (module.isEmpty()) {
            throw new SimulatorException("the bundle's host module is not valid: %s",
                    diagnostics.diagnostics().stream().map(Diagnostic::toString).collect(Collectors.joining("; ")));
        }
        module.get().walk(op -> {
            defineBlobs(op.attributes().entries(), host);
            defineBlobs(op.properties().entries(), host);
        });
        return new InterpretedFunctions(module.get());
    }

    @Override
    public List<Tensor> call(String name, List<Tensor> arguments) {
        var function = functions.get(name);
        if (function == null) {
            throw new SimulatorException("the bundle's host module has no function '%s'", name);
        }
        var parameters = function.entry().arguments();
        if (parameters.size() != arguments.size()) {
            throw new SimulatorException("host function '%s' has %d arguments, the bundle gives %d", name, parameters.size(),
                    arguments.size());
        }
        var shaped = new ArrayList<Tensor>();
        for (var i = 0; i < arguments.size(); i++) {
            shaped.add(shaped(arguments.get(i), parameters.get(i)));
        }
        try {
            return interpreter.run(function, shaped);
        } catch (InterpreterException e) {
            throw new SimulatorException("host function '%s': %s", name, e.getMessage());
        }
    }

    /** A buffer and the argument it is given to may differ in dimensions of size 1, such as the function's batch dimension. */
    private static Tensor shaped(Tensor tensor, Value parameter) {
        if (!(parameter.type() instanceof TensorType type) || !type.shape().isStatic()) {
            return tensor;
        }
        var shape = Shape.of(type.shape().toArray()).withSamples(tensor.samples());
        return Blocks.sameButOnes(shape, tensor.shape()) ? tensor.reshape(shape) : tensor;
    }

    private static void defineBlobs(List<NamedAttribute> attributes, HostModule host) {
        for (var attribute : attributes) {
            if (attribute.value() instanceof DenseResourceAttr dense && dense.resource().blob().isEmpty()) {
                host.blob(dense.resource().key()).ifPresent(bytes -> dense.resource().define(Blob.of(bytes, ALIGNMENT)));
            }
        }
    }
}
