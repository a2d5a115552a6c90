package qcc.ir;

import java.util.ArrayList;
import java.util.List;

/** Collects the entries of a dictionary; one that is given whole stays the same object. */
final class DictionaryBuilder {
    private DictionaryAttr whole = DictionaryAttr.EMPTY;
    /** All entries, or null as long as the whole dictionary holds them. */
    private List<NamedAttribute> entries;

    void add(NamedAttribute entry) {
        if (entries == null) {
            entries = new ArrayList<>(whole.size() + 4);
            entries.addAll(whole.entries());
        }
        entries.add(entry);
    }

    void addAll(Iterable<NamedAttribute> more) {
        if (entries == null && whole.isEmpty() && more instanceof DictionaryAttr dictionary) {
            whole = dictionary;
        } else {
            more.forEach(this::add);
        }
    }

    boolean contains(String name) {
        if (entries == null) {
            return whole.contains(name);
        }
        for (var entry : entries) {
            if (entry.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    DictionaryAttr build() {
        return entries == null ? whole : DictionaryAttr.of(entries);
    }
}
