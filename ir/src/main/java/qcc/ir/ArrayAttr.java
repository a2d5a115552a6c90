package qcc.ir;

import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/** A list of attributes: {@code [1 : i32, "s"]}. */
public record ArrayAttr(List<Attribute> elements) implements Attribute, Iterable<Attribute> {
    public ArrayAttr {
        elements = List.copyOf(elements);
    }

    public static ArrayAttr ofStrings(List<String> values) {
        return new ArrayAttr(values.stream().map(v -> (Attribute) new StringAttr(v)).toList());
    }

    public int size() {
        return elements.size();
    }

    public Attribute get(int index) {
        return elements.get(index);
    }

    @Override
    public Iterator<Attribute> iterator() {
        return elements.iterator();
    }

    @Override
    public String toString() {
        var text = new StringJoiner(", ", "[", "]");
        elements.forEach(e -> text.add(e.briefText()));
        return text.toString();
    }
}
