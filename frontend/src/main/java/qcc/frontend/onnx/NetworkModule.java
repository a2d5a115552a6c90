package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.Block;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.TypeAttr;
import qcc.ir.Value;

/** The module around an imported graph, with the names that the model gives to the network, its inputs, outputs and dimensions. */
public final class NetworkModule {
    /** The name of the function. */
    public static final String FUNCTION = "main";
    /** The attribute of the module that holds the name of the network. */
    public static final String NETWORK = "qcc.network";
    /** The attribute of an argument or result that holds its name. */
    public static final String NAME = "qcc.name";
    /** The attribute of an argument that holds a name for each dimension, empty where it has none; absent if none has. */
    public static final String DIMENSION_NAMES = "qcc.dim_names";

    /** The attribute of the module that holds the model's metadata, text by key; absent if it has none. */
    public static final String METADATA = "qcc.metadata";
    /** The attribute of the module that holds the model's documentation; absent if it has none. */
    public static final String DOCUMENTATION = "qcc.documentation";

    private NetworkModule() {}

    /** Keeps what the model says of itself. */
    static void describe(ModuleOp module, ModelProto model) {
        var builder = new OpBuilder();
        if (!model.getDocString().isEmpty()) {
            builder.setAttribute(module, DOCUMENTATION, new StringAttr(model.getDocString()));
        }
        var metadata = new TreeMap<String, NamedAttribute>();
        for (var entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), new NamedAttribute(entry.getKey(), new StringAttr(entry.getValue())));
        }
        metadata.remove("");
        if (!metadata.isEmpty()) {
            builder.setAttribute(module, METADATA, DictionaryAttr.of(List.copyOf(metadata.values())));
        }
    }

    /** Makes the module; {@code fill} adds arguments and operations to the body and gives the results. */
    static ModuleOp create(String file, Graph graph, Function<Block, List<Value>> fill) {
        Location place = new Location.File(file, 0, 0);
        var region = new Region();
        var body = region.addBlock();
        var results = fill.apply(body);
        var function = FuncOp.DEF.create(new OpState(graph.name().isEmpty() ? place : new Location.Name(graph.name(), place)).region(region)
                .property(SymbolOp.NAME, new StringAttr(FUNCTION))
                .property("function_type", new TypeAttr(type(body, results)))
                .property("arg_attrs", new ArrayAttr(graph.inputs().stream().map(NetworkModule::argumentAttributes).toList()))
                .property("res_attrs", new ArrayAttr(graph.outputs().stream().map(NetworkModule::resultAttributes).toList())));
        OpBuilder.atEnd(body).create(ReturnOp.DEF, new OpState(function.location()).operands(results));
        var module = ModuleOp.create(place);
        var builder = OpBuilder.atEnd(module.body());
        builder.insert(function);
        builder.setAttribute(module, NETWORK, new StringAttr(graph.name()));
        return module;
    }

    private static FunctionType type(Block body, List<Value> results) {
        return new FunctionType(body.arguments().stream().map(Value::type).toList(), results.stream().map(Value::type).toList());
    }

    private static Attribute argumentAttributes(GraphInputs.Input input) {
        var entries = new ArrayList<NamedAttribute>();
        entries.add(new NamedAttribute(NAME, new StringAttr(input.name())));
        if (input.symbols().stream().anyMatch(s -> !s.isEmpty())) {
            entries.add(new NamedAttribute(DIMENSION_NAMES, ArrayAttr.ofStrings(input.symbols())));
        }
        return DictionaryAttr.of(entries);
    }

    private static Attribute resultAttributes(ValueInfoProto output) {
        return DictionaryAttr.of(List.of(new NamedAttribute(NAME, new StringAttr(output.getName()))));
    }
}
