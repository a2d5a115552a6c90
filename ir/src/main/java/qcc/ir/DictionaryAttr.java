package qcc.ir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Named attributes in the order of their names: {@code {axis = 1 : i64, flag}}. Immutable: changes make a new dictionary.
 *
 * <p>A class and not a record, for its hash code is asked for at every operation and so kept.
 */
public final class DictionaryAttr implements Attribute, Iterable<NamedAttribute> {
    public static final DictionaryAttr EMPTY = new DictionaryAttr(List.of());

    private final List<NamedAttribute> entries;
    private final int hash;

    /**
     * Sorts the entries by name.
     *
     * @throws IllegalArgumentException if a name occurs twice
     */
    public DictionaryAttr(List<NamedAttribute> entries) {
        this.entries = List.copyOf(sorted(entries));
        this.hash = this.entries.hashCode();
    }

    private static List<NamedAttribute> sorted(List<NamedAttribute> entries) {
        if (isSorted(entries)) {
            return entries;
        }
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(NamedAttribute::name));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).name().equals(sorted.get(i).name())) {
                throw new IllegalArgumentException("duplicate key '" + sorted.get(i).name() + "' in dictionary attribute");
            }
        }
        return sorted;
    }

    private static boolean isSorted(List<NamedAttribute> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).name().compareTo(entries.get(i).name()) >= 0) {
                return false;
            }
        }
        return true;
    }

    public static DictionaryAttr of(Collection<NamedAttribute> entries) {
        return entries.isEmpty() ? EMPTY : new DictionaryAttr(List.copyOf(entries));
    }

    /** In the order of their names. */
    public List<NamedAttribute> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** The attribute of that name, or null. */
    public Attribute get(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(name)) {
                return entries.get(i).value();
            }
        }
        return null;
    }

    public Optional<Attribute> find(String name) {
        return Optional.ofNullable(get(name));
    }

    public boolean contains(String name) {
        return get(name) != null;
    }

    /** This dictionary with one entry added or replaced. */
    public DictionaryAttr with(String name, Attribute value) {
        var changed = new ArrayList<NamedAttribute>(entries.size() + 1);
        entries.stream().filter(e -> !e.name().equals(name)).forEach(changed::add);
        changed.add(new NamedAttribute(name, value));
        return new DictionaryAttr(changed);
    }

    /** This dictionary without an entry; itself if there is none of that name. */
    public DictionaryAttr without(String name) {
        return contains(name) ? of(entries.stream().filter(e -> !e.name().equals(name)).toList()) : this;
    }

    @Override
    public Iterator<NamedAttribute> iterator() {
        return entries.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof DictionaryAttr dictionary && hash == dictionary.hash && size() == dictionary.size()
                && sameEntries(dictionary);
    }

    /** A loop of its own takes the least stack for dictionaries in dictionaries. */
    private boolean sameEntries(DictionaryAttr other) {
        for (int i = 0; i < entries.size(); i++) {
            var mine = entries.get(i);
            var its = other.entries.get(i);
            if (!mine.name().equals(its.name()) || !mine.value().equals(its.value())) {
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
        var text = new StringJoiner(", ", "{", "}");
        entries.forEach(e -> text.add(e.toString()));
        return text.toString();
    }
}
