package qcc.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.host.LaunchOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FunctionType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.Value;

/** A module with one device function while a test builds it, and the host function that launches it. */
final class DeviceModule {
    private final ModuleOp module = ModuleOp.create(Location.UNKNOWN);
    private final FuncOp device;
    private final OpBuilder body;
    private final List<Type> arguments;
    private int groups;

    DeviceModule(long[]... shapes) {
        this.arguments = Arrays.stream(shapes).map(shape -> (Type) bytes(shape)).toList();
        this.device = OpBuilder.atEnd(module.body())
                .insert(FuncOp.create("device", new FunctionType(arguments, List.of()), Location.named("device")));
        this.body = OpBuilder.atEnd(device.entry());
    }

    static TensorType bytes(long... shape) {
        return new TensorType(Shape.of(shape), IntegerType.I8);
    }

    static long[] shape(Value value) {
        return ((TensorType) value.type()).shape().toArray();
    }

    Value argument(int index) {
        return device.entry().arguments().get(index);
    }

    ModuleOp module() {
        return module;
    }

    FuncOp device() {
        return device;
    }

    /** A state whose location is a name of its own. */
    OpState state(String name) {
        return new OpState(Location.named(name));
    }

    Op create(OpDef<?> def, OpState state) {
        return body.create(def, state);
    }

    OpBuilder body() {
        return body;
    }

    /** Adds an array group and returns its symbol. */
    String group(int rows, int columns, byte[] matrix, int core) {
        var name = "g" + groups++;
        GroupOp.create(OpBuilder.before(device), Location.named(name), name, DenseElementsAttr.ofBytes(bytes(rows, columns), matrix), core,
                "twos_complement", new int[]{1, 1, 1, 1, 1, 1, 1, 1}, 128, List.of());
        return name;
    }

    /** Closes the device function and adds {@code main}, which launches it. */
    FuncOp finish(List<Value> results) {
        body.create(ReturnOp.DEF, new OpState(Location.UNKNOWN).operands(results));
        var types = results.stream().map(Value::type).toList();
        var type = new FunctionType(arguments, types);
        body.setProperty(device, "function_type", new TypeAttr(type));
        var main = OpBuilder.atEnd(module.body()).insert(FuncOp.create("main", type, Location.named("main")));
        var host = OpBuilder.atEnd(main.entry());
        LoadSegmentOp.create(host, Location.named("load"), 0);
        var launch = LaunchOp.create(host, Location.named("launch"), "device", new ArrayList<>(main.entry().arguments()), types, 0);
        host.create(ReturnOp.DEF, new OpState(Location.UNKNOWN).operands(launch.results()));
        return main;
    }

    static Attribute number(long value) {
        return IntegerAttr.of(value);
    }

    static Attribute numbers(long... values) {
        return DenseArrayAttr.ofLongs(values);
    }

    static Attribute words(int... values) {
        return DenseArrayAttr.ofInts(values);
    }

    static Attribute text(String value) {
        return new StringAttr(value);
    }
}
