package qcc.ir;

import java.util.List;

/** A reference to a symbol, by path: {@code @module::@function}. */
public record SymbolRefAttr(String root, List<String> nested) implements Attribute {
    public SymbolRefAttr {
        nested = List.copyOf(nested);
    }

    public SymbolRefAttr(String root) {
        this(root, List.of());
    }

    /** The name of the symbol meant, the last of the path. */
    public String leaf() {
        return nested.isEmpty() ? root : nested.getLast();
    }

    private static boolean isBare(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_$.]*");
    }

    /** The name with its {@code @}, quoted where needed. */
    public static String text(String name) {
        return "@" + (isBare(name) ? name : StringAttr.quote(name));
    }

    @Override
    public String toString() {
        var text = new StringBuilder(text(root));
        nested.forEach(n -> text.append("::").append(text(n)));
        return text.toString();
    }
}
