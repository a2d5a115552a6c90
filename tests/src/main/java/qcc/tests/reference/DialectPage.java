package qcc.tests.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import qcc.dialect.quant.QuantType;
import qcc.ir.Attribute;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** The page of a dialect: its types, and what each operation takes, gives and means. */
final class DialectPage {
    private final Dialect dialect;
    private final Markdown page = new Markdown();

    private DialectPage(Dialect dialect) {
        this.dialect = dialect;
    }

    static String of(Dialect dialect) {
        return new DialectPage(dialect).write();
    }

    private String write() {
        page.heading(1, "Dialect `" + dialect.name() + "`").paragraph(ReferencePages.NOTE).paragraph(Javadoc.ofPackage(dialect.getClass()));
        page.table(List.of("operation", "is"), dialect.operations().stream().map(def -> List.of(link(def.name()), def.summary())).toList());
        if (dialect.name().equals("quant")) {
            page.heading(2, "Types");
            leaves(QuantType.class).forEach(type -> page.heading(3, type.getSimpleName()).paragraph(Javadoc.of(type)));
        }
        page.heading(2, "Operations");
        dialect.operations().forEach(this::operation);
        return page.toString();
    }

    private static String link(String name) {
        return "[`%s`](#%s)".formatted(name, name.replace(".", ""));
    }

    /** The types that are not divided further, in the order of their declaration. */
    private static List<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(c -> leaves(c).stream()).toList()
                : List.of(sealed);
    }

    private void operation(OpDef<?> def) {
        page.heading(3, "`" + def.name() + "`").paragraph("*" + def.summary() + "*").paragraph(def.description());
        page.code("mlir", def.example().strip());
        page.table(List.of("operand", "holds", "type"), slots(def.operands()));
        page.table(List.of("attribute", "kind", "default", "meaning"), attributes(def));
        page.table(List.of("result", "holds", "type"), slots(def.results()));
        names("Regions", def.regions());
        names("Family", families(def));
        names("Traits", traits(def).stream().map(DialectPage::name).sorted().toList());
    }

    private void names(String what, List<String> names) {
        if (!names.isEmpty()) {
            page.paragraph(what + ": " + String.join(", ", names.stream().map(name -> "`" + name + "`").toList()));
        }
    }

    private static List<List<String>> slots(List<OpDef.Slot> slots) {
        return slots.stream().map(slot -> List.of("`" + slot.name() + "`", switch (slot.arity()) {
            case ONE -> "one";
            case OPTIONAL -> "one or none";
            case VARIADIC -> "any number";
        }, slot.phrase())).toList();
    }

    private static List<List<String>> attributes(OpDef<?> def) {
        var rows = new ArrayList<List<String>>();
        for (var attribute : def.attributes()) {
            var byDefault = attribute.byDefault().map(value -> "`" + value + "`").orElse(attribute.required() ? "required" : "absent");
            rows.add(List.of("`" + attribute.name() + "`", kind(attribute.kind()), byDefault, attribute.summary()));
        }
        if (def.needsSegments()) {
            rows.add(
                    List.of("`" + OpDef.OPERAND_SEGMENTS + "`", "dense array", "required", "how many values each operand slot holds, i32"));
        }
        return rows;
    }

    /** The name of a class of attributes in words: "dense array". */
    private static String kind(Class<? extends Attribute> kind) {
        return kind == Attribute.class
                ? "any"
                : kind.getSimpleName().replaceAll("Attr$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The name of a type with that of the type around it: "SymbolTable.Holder". */
    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /** The interfaces of the operation's class that say something of it beside its place in the dialect. */
    static List<Class<?>> traits(OpDef<?> def) {
        return Arrays.<Class<?>>stream(def.kind().getInterfaces()).filter(i -> !i.isSealed()).toList();
    }

    /** The sealed interfaces of the dialect that the operation's class implements: its place in the dialect. */
    private static List<String> families(OpDef<?> def) {
        return Arrays.stream(def.kind().getInterfaces()).filter(Class::isSealed).map(Class::getSimpleName).toList();
    }
}
