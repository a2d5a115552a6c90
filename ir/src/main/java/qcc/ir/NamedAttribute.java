package qcc.ir;

/** An entry of a dictionary. */
public record NamedAttribute(String name, Attribute value) {
    public NamedAttribute {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of an attribute cannot be empty");
        }
    }

    private static boolean isBare(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean later = c >= '0' && c <= '9' || c == '$' || c == '.';
            if (!letter && (i == 0 || !later)) {
                return false;
            }
        }
        return true;
    }

    /** The name as it is written in a dictionary: bare where the syntax allows it. */
    public static String nameText(String name) {
        return isBare(name) ? name : StringAttr.quote(name);
    }

    @Override
    public String toString() {
        return value instanceof UnitAttr ? nameText(name) : nameText(name) + " = " + value;
    }
}
