package qcc.passes.partition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.FunctionType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.Type;
import qcc.ir.Value;

/** Operations of a block that become a function of their own, with what they take from outside and what the outside takes from them. */
final class Outline {
    private final List<Op> ops;
    private final List<Value> arguments;
    private final List<Value> results;

    /** Looks at operations in the order of their block. */
    Outline(List<Op> ops) {
        this.ops = ops;
        var inside = new HashSet<>(ops);
        var taken = new LinkedHashSet<Value>();
        var given = new LinkedHashSet<Value>();
        for (var op : ops) {
            op.operands().stream().filter(v -> !(v.definingOp() instanceof ConstantOp) && !inside.contains(v.definingOp()))
                    .forEach(taken::add);
            op.results().stream().filter(r -> isUsedOutside(r, inside)).forEach(given::add);
        }
        arguments = List.copyOf(taken);
        results = List.copyOf(given);
    }

    private static boolean isUsedOutside(Value value, Set<Op> inside) {
        return value.uses().stream().anyMatch(use -> !inside.contains(use.owner()));
    }

    /** What the operations take from outside, constants left out. */
    List<Value> arguments() {
        return arguments;
    }

    /** What others use of the operations. */
    List<Value> results() {
        return results;
    }

    List<Type> resultTypes() {
        return types(results);
    }

    private static List<Type> types(List<Value> values) {
        return values.stream().map(Value::type).toList();
    }

    Location location() {
        return Location.fused("partition", ops.stream().map(Op::location).toList());
    }

    /** Copies the operations, with the constants they use, into a private function at the end of the module. */
    void function(ModuleOp module, FuncOp main, String name, Device device) {
        var type = new FunctionType(types(arguments), types(results));
        var function = FuncOp.create(name, type, location());
        OpBuilder.atEnd(module.body()).insert(function);
        var builder = OpBuilder.atEnd(function.entry());
        builder.setProperty(function, SymbolOp.VISIBILITY, new StringAttr("private"));
        builder.setAttribute(function, Device.ATTRIBUTE, device.attribute());
        main.attribute(RequantizeMode.ATTRIBUTE, StringAttr.class)
                .ifPresent(mode -> builder.setAttribute(function, RequantizeMode.ATTRIBUTE, mode));
        var copies = new HashMap<Value, Value>();
        for (int i = 0; i < arguments.size(); i++) {
            copies.put(arguments.get(i), function.entry().argument(i));
        }
        ops.forEach(op -> copyWithConstants(op, builder, copies));
        builder.create(ReturnOp.DEF, new OpState(location()).operands(results.stream().map(copies::get).toList()));
    }

    private static void copyWithConstants(Op op, OpBuilder builder, Map<Value, Value> copies) {
        for (var operand : op.operands()) {
            if (operand.definingOp() instanceof ConstantOp constant && !copies.containsKey(operand)) {
                builder.clone(constant, copies);
            }
        }
        builder.clone(op, copies);
    }

    /** Redirects the uses outside to the results of another operation. */
    void replaceBy(Op call, OpBuilder builder) {
        var inside = new HashSet<>(ops);
        for (int i = 0; i < results.size(); i++) {
            for (var use : results.get(i).uses()) {
                if (!inside.contains(use.owner())) {
                    builder.setOperand(use.owner(), use.index(), call.result(i));
                }
            }
        }
    }
}
