package qcc.ir;

import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * A list of attributes: {@code [1 : i32, "s"]}.
 *
 * <p>A class and not a record: its hash code is kept, so that lists in lists need not be gone through again.
 */
public final class ArrayAttr implements Attribute, Iterable<Attribute> {
    private final List<Attribute> elements;
    private final int hash;

    public ArrayAttr(List<Attribute> elements) {
        this.elements = List.copyOf(elements);
        this.hash = this.elements.hashCode();
    }

    public List<Attribute> elements() {
        return elements;
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
    public boolean equals(Object other) {
        return this == other || other instanceof ArrayAttr array && hash == array.hash && size() == array.size() && sameElements(array);
    }

    /** A loop of its own takes the least stack for lists in lists. */
    private boolean sameElements(ArrayAttr other) {
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).equals(other.elements.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        var text = new StringJoiner(", ", "[", "]");
        elements.forEach(e -> text.add(e.briefText()));
        return text.toString();
    }
}
