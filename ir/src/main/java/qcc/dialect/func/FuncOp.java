package qcc.dialect.func;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import qcc.ir.ArrayAttr;
import qcc.ir.Block;
import qcc.ir.Callable;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.TypeAttr;
import qcc.ir.UnitAttr;
import qcc.ir.Verifier;

/** A function: a name, a type, and a body unless it is only declared. */
public final class FuncOp extends Op implements FuncDialectOp, IsolatedFromAbove, Callable {
    static final String TYPE = "function_type";
    static final String ARGUMENT_ATTRIBUTES = "arg_attrs";
    static final String RESULT_ATTRIBUTES = "res_attrs";

    public static final OpDef<FuncOp> DEF = OpDef.of("func.func", FuncOp.class, FuncOp::new)
            .summary("a function")
            .description("Its body uses no value from outside. A declaration has no body and must be private.")
            .example("func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {\n  return %x : tensor<4xf32>\n}")
            .attribute(SymbolOp.NAME, StringAttr.class, "the name of the function")
            .attribute(TYPE, TypeAttr.class, "types of arguments and results")
            .optionalAttribute(SymbolOp.VISIBILITY, StringAttr.class, "public, private or nested")
            .optionalAttribute(ARGUMENT_ATTRIBUTES, ArrayAttr.class, "a dictionary for each argument")
            .optionalAttribute(RESULT_ATTRIBUTES, ArrayAttr.class, "a dictionary for each result")
            .optionalAttribute("no_inline", UnitAttr.class, "calls must stay")
            .region("body")
            .defaultDialect("func")
            .form(new FuncForm());

    private FuncOp(OpState state) {
        super(DEF, state);
    }

    /** A function in no block, whose body is an entry block with the arguments and nothing else. */
    public static FuncOp create(String name, FunctionType type, Location location) {
        var body = new Region();
        var entry = body.addBlock();
        type.inputs().forEach(t -> entry.addArgument(t, location));
        return DEF.create(
                new OpState(location).property(SymbolOp.NAME, new StringAttr(name)).property(TYPE, new TypeAttr(type)).region(body));
    }

    /** The name by which the function is called. */
    public String functionName() {
        return stringProperty(SymbolOp.NAME);
    }

    public FunctionType functionType() {
        return (FunctionType) property(TYPE, TypeAttr.class).type();
    }

    @Override
    public Region body() {
        return region(0);
    }

    /** Whether the function has no body. */
    public boolean isDeclaration() {
        return body().isEmpty();
    }

    /** The first block of the body. */
    public Block entry() {
        return body().entry();
    }

    /** The discardable attributes of an argument. */
    public DictionaryAttr argumentAttributes(int index) {
        return attributesAt(ARGUMENT_ATTRIBUTES, index);
    }

    /** The discardable attributes of a result. */
    public DictionaryAttr resultAttributes(int index) {
        return attributesAt(RESULT_ATTRIBUTES, index);
    }

    private DictionaryAttr attributesAt(String slot, int index) {
        return optionalProperty(slot, ArrayAttr.class)
                .filter(list -> index < list.size() && list.get(index) instanceof DictionaryAttr)
                .map(list -> (DictionaryAttr) list.get(index)).orElse(DictionaryAttr.EMPTY);
    }

    /** Inherent and discardable attributes together. */
    static List<NamedAttribute> allAttributes(Op op) {
        if (op.properties().isEmpty()) {
            return op.attributes().entries();
        }
        var all = new ArrayList<>(op.properties().entries());
        all.addAll(op.attributes().entries());
        all.sort(Comparator.comparing(NamedAttribute::name));
        return all;
    }

    /** Gives each entry its place among inherent or discardable attributes. */
    static void attributes(OpDef<?> def, DictionaryAttr entries, OpState state) {
        for (var entry : entries) {
            if (def.isInherent(entry.name())) {
                state.property(entry.name(), entry.value());
            } else {
                state.attribute(entry.name(), entry.value());
            }
        }
    }

    @Override
    public void verify(Verifier check) {
        if (!(property(TYPE, TypeAttr.class).type() instanceof FunctionType type)) {
            check.error("requires attribute '%s' to be a function type", TYPE);
            return;
        }
        checkAttributeList(check, ARGUMENT_ATTRIBUTES, "argument", type.inputs().size());
        checkAttributeList(check, RESULT_ATTRIBUTES, "result", type.results().size());
        if (isDeclaration()) {
            if (!isPrivateSymbol()) {
                check.error("symbol declaration cannot have public visibility");
            }
            return;
        }
        var arguments = entry().arguments();
        if (arguments.size() != type.inputs().size()) {
            check.error("entry block must have %d arguments to match function signature", type.inputs().size());
            return;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).type().equals(type.inputs().get(i))) {
                check.error("type of entry block argument #%d('%s') must match the type of the corresponding argument in function"
                        + " signature('%s')", i, arguments.get(i).type(), type.inputs().get(i));
            }
        }
    }

    private void checkAttributeList(Verifier check, String slot, String what, int count) {
        var list = optionalProperty(slot, ArrayAttr.class);
        if (list.isEmpty()) {
            return;
        }
        if (list.get().size() != count) {
            check.error(
                    "expects %s attribute array to have the same number of elements as the number of function %ss, got %d, but expected %d",
                    what, what, list.get().size(), count);
        }
        for (var attribute : list.get()) {
            if (!(attribute instanceof DictionaryAttr)) {
                check.error("expects %s attribute dictionary to be a DictionaryAttr, but got '%s'", what, attribute);
            }
        }
    }
}
