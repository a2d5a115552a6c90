package qcc.ir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A custom form declared in the manner of MLIR's {@code assemblyFormat}: a list of directives between spaces.
 *
 * <ul>
 * <li>{@code `text`}: punctuation or a keyword;
 * <li>{@code operands}: all operands, separated by commas;
 * <li>{@code $name}: an operand of a slot of one value, or an attribute;
 * <li>{@code attr-dict}: all other attributes, inherent and discardable together;
 * <li>{@code type($name)}: the type of an operand or of the result of that name;
 * <li>{@code functional-type}: {@code (operand types) -> result types}.
 * </ul>
 * Every operand and result must find its type in the text.
 */
public final class AssemblyFormat implements OpForm {
    private sealed interface Directive {
        record Literal(String text) implements Directive {}

        record Operands() implements Directive {}

        record Variable(String name) implements Directive {}

        record Attributes() implements Directive {}

        record TypeOf(String name) implements Directive {}

        record FunctionalType() implements Directive {}
    }

    private final List<Directive> directives = new ArrayList<>();
    private final Set<String> named = new TreeSet<>();

    AssemblyFormat(String declaration) {
        for (var word : declaration.trim().split("\\s+")) {
            directives.add(directive(word));
        }
    }

    private Directive directive(String word) {
        if (word.startsWith("`") && word.endsWith("`") && word.length() > 2) {
            return new Directive.Literal(word.substring(1, word.length() - 1));
        }
        if (word.startsWith("$")) {
            named.add(word.substring(1));
            return new Directive.Variable(word.substring(1));
        }
        if (word.startsWith("type($") && word.endsWith(")")) {
            return new Directive.TypeOf(word.substring("type($".length(), word.length() - 1));
        }
        return switch (word) {
            case "operands" -> new Directive.Operands();
            case "attr-dict" -> new Directive.Attributes();
            case "functional-type" -> new Directive.FunctionalType();
            default -> throw new IllegalArgumentException("unknown directive in an assembly format: " + word);
        };
    }

    @Override
    public void print(Op op, OpPrinter printer) {
        boolean space = true;
        for (var directive : directives) {
            switch (directive) {
                case Directive.Literal(var text) ->
                    printer.text(text.equals(",") || text.equals("(") || text.equals(")") ? text : " " + text);
                case Directive.Operands() -> printer.text(space && op.operandCount() > 0 ? " " : "").operands(op.operands());
                case Directive.Variable(var name) -> printVariable(op, name, printer.text(space ? " " : ""));
                case Directive.Attributes() -> printer.optionalDictionary(allAttributes(op), named);
                case Directive.TypeOf(var name) -> printer.text(" ").type(typeOf(op, name));
                case Directive.FunctionalType() -> printer.text(" ").type(new FunctionType(op.operandTypes(), op.resultTypes()));
            }
            space = !(directive instanceof Directive.Literal(var text) && text.equals("("));
        }
    }

    private static void printVariable(Op op, String name, OpPrinter printer) {
        int slot = slot(op.def().operands(), name);
        if (slot >= 0) {
            printer.operands(op.operandsOf(slot));
            return;
        }
        var value = op.properties().get(name);
        printer.attribute(value == null ? op.def().defaultOf(name).orElseThrow() : value);
    }

    private static List<NamedAttribute> allAttributes(Op op) {
        var all = new ArrayList<>(op.properties().entries());
        all.addAll(op.attributes().entries());
        all.sort(Comparator.comparing(NamedAttribute::name));
        return all;
    }

    private static int slot(List<OpDef.Slot> slots, String name) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Type typeOf(Op op, String name) {
        int slot = slot(op.def().operands(), name);
        return slot >= 0 ? op.operandsOf(slot).getFirst().type() : op.result(slot(op.def().results(), name)).type();
    }

    @Override
    public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
        var reading = new Reading(def, parser, state);
        for (var directive : directives) {
            switch (directive) {
                case Directive.Literal(var text) -> reading.literal(text);
                case Directive.Operands() -> reading.operands.addAll(parser.operands());
                case Directive.Variable(var name) -> reading.variable(name);
                case Directive.Attributes() -> reading.attributes();
                case Directive.TypeOf(var name) -> reading.types.put(name, parser.type());
                case Directive.FunctionalType() -> reading.functionalType();
            }
        }
        reading.finish();
    }

    /** What has been read so far of one operation. */
    private static final class Reading {
        private final OpDef<?> def;
        private final OpParser parser;
        private final OpState state;
        private final List<OpParser.UnresolvedOperand> operands = new ArrayList<>();
        private final Map<String, Type> types = new HashMap<>();
        private FunctionType functionType;

        Reading(OpDef<?> def, OpParser parser, OpState state) {
            this.def = def;
            this.parser = parser;
            this.state = state;
        }

        void literal(String text) throws ParseException {
            if (!Character.isLetter(text.charAt(0))) {
                parser.expect(text);
            } else if (!parser.acceptKeyword(text)) {
                throw parser.error("expected '" + text + "'");
            }
        }

        void variable(String name) throws ParseException {
            if (slot(def.operands(), name) >= 0) {
                operands.add(parser.operand());
            } else {
                state.property(name, parser.attribute());
            }
        }

        void attributes() throws ParseException {
            for (var entry : parser.optionalDictionary()) {
                if (def.isInherent(entry.name())) {
                    state.property(entry.name(), entry.value());
                } else {
                    state.attribute(entry.name(), entry.value());
                }
            }
        }

        void functionalType() throws ParseException {
            if (!(parser.type() instanceof FunctionType type)) {
                throw parser.error("expected a function type");
            }
            functionType = type;
        }

        void finish() throws ParseException {
            var operandTypes = functionType != null ? functionType.inputs() : typesOf(def.operands());
            if (operandTypes.size() != operands.size()) {
                throw parser.error("expected " + operands.size() + " operand types, found " + operandTypes.size());
            }
            for (int i = 0; i < operands.size(); i++) {
                state.operands(parser.resolve(operands.get(i), operandTypes.get(i)));
            }
            state.results(functionType != null ? functionType.results() : typesOf(def.results()));
        }

        private List<Type> typesOf(List<OpDef.Slot> slots) {
            return slots.stream().map(s -> types.get(s.name())).filter(Objects::nonNull).toList();
        }
    }
}
