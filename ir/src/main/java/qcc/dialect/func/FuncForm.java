package qcc.dialect.func;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.Type;
import qcc.ir.TypeAttr;

/** {@code func.func private @f(%a: i32 {...}) -> (f32 {...}) attributes {...} {...}}. */
final class FuncForm implements OpForm {
    private static final Set<String> ELIDED = Set.of(SymbolOp.NAME, SymbolOp.VISIBILITY, FuncOp.TYPE, FuncOp.ARGUMENT_ATTRIBUTES,
            FuncOp.RESULT_ATTRIBUTES);

    @Override
    public void print(Op op, OpPrinter printer) {
        var function = (FuncOp) op;
        if (op.properties().get(SymbolOp.VISIBILITY) instanceof StringAttr(var visibility)) {
            printer.text(" ").text(visibility);
        }
        printer.text(" ").symbolName(function.functionName());
        arguments(function, printer);
        results(function, printer);
        printer.optionalDictionaryWithKeyword(FuncOp.allAttributes(op), ELIDED);
        if (!function.isDeclaration()) {
            printer.text(" ").region(function.body(), false, true);
        }
    }

    private static void arguments(FuncOp function, OpPrinter printer) {
        printer.text("(");
        var types = function.functionType().inputs();
        for (int i = 0; i < types.size(); i++) {
            printer.text(i == 0 ? "" : ", ");
            if (function.isDeclaration()) {
                printer.type(types.get(i)).optionalDictionary(function.argumentAttributes(i), Set.of());
            } else {
                printer.argument(function.entry().argument(i), function.argumentAttributes(i));
            }
        }
        printer.text(")");
    }

    private static void results(FuncOp function, OpPrinter printer) {
        var types = function.functionType().results();
        if (types.isEmpty()) {
            return;
        }
        boolean alone = types.size() == 1 && !(types.getFirst() instanceof FunctionType) && function.resultAttributes(0).isEmpty();
        printer.text(alone ? " -> " : " -> (");
        for (int i = 0; i < types.size(); i++) {
            printer.text(i == 0 ? "" : ", ").type(types.get(i)).optionalDictionary(function.resultAttributes(i), Set.of());
        }
        printer.text(alone ? "" : ")");
    }

    @Override
    public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
        for (var visibility : List.of("public", "private", "nested")) {
            if (parser.acceptKeyword(visibility)) {
                state.property(SymbolOp.VISIBILITY, new StringAttr(visibility));
                break;
            }
        }
        state.property(SymbolOp.NAME, new StringAttr(parser.symbolName()));
        var arguments = parser.arguments();
        var resultTypes = new ArrayList<Type>();
        var resultAttributes = new ArrayList<Attribute>();
        if (parser.accept("->")) {
            parseResults(parser, resultTypes, resultAttributes);
        }
        var type = new FunctionType(arguments.stream().map(OpParser.Argument::type).toList(), resultTypes);
        state.property(FuncOp.TYPE, new TypeAttr(type));
        state.property(FuncOp.ARGUMENT_ATTRIBUTES, listUnlessEmpty(arguments.stream().map(a -> (Attribute) a.attributes()).toList()));
        state.property(FuncOp.RESULT_ATTRIBUTES, listUnlessEmpty(resultAttributes));
        if (parser.acceptKeyword("attributes")) {
            FuncOp.attributes(def, parser.dictionary(), state);
        }
        state.region(parser.atRegion() ? body(parser, arguments) : new Region());
    }

    private static Region body(OpParser parser, List<OpParser.Argument> arguments) throws ParseException {
        if (arguments.stream().anyMatch(a -> a.name() == null)) {
            throw parser.error("a function with a body must name its arguments");
        }
        var body = parser.region(arguments);
        if (body.isEmpty()) {
            throw parser.error("expected non-empty function body");
        }
        return body;
    }

    private static ArrayAttr listUnlessEmpty(List<Attribute> dictionaries) {
        return dictionaries.stream().allMatch(DictionaryAttr.EMPTY::equals) ? null : new ArrayAttr(dictionaries);
    }

    private static void parseResults(OpParser parser, List<Type> types, List<Attribute> attributes) throws ParseException {
        if (!parser.accept("(")) {
            types.add(parser.type());
            attributes.add(DictionaryAttr.EMPTY);
            return;
        }
        if (parser.accept(")")) {
            return;
        }
        do {
            types.add(parser.type());
            attributes.add(parser.optionalDictionary());
        } while (parser.accept(","));
        parser.expect(")");
    }
}
