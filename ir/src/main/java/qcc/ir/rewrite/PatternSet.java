package qcc.ir.rewrite;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qcc.ir.Op;

/** Patterns to be applied together, indexed by the class of the operations they look at. */
public final class PatternSet {
    private final List<Pattern<?>> patterns;
    private final Map<Class<?>, List<Pattern<?>>> byClass = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException if two patterns have one name
     */
    public PatternSet(Collection<? extends Pattern<?>> patterns) {
        var names = new HashSet<String>();
        for (var pattern : patterns) {
            if (!names.add(pattern.name())) {
                throw new IllegalArgumentException("pattern '" + pattern.name() + "' is registered twice");
            }
        }
        this.patterns = List.copyOf(patterns);
    }

    /** In the order of registration. */
    public List<Pattern<?>> patterns() {
        return patterns;
    }

    /** The patterns to try on operations of a class: by benefit, then by registration. */
    public List<Pattern<?>> of(Class<? extends Op> kind) {
        var known = byClass.get(kind);
        return known != null ? known : byClass.computeIfAbsent(kind, _ -> select(kind));
    }

    private List<Pattern<?>> select(Class<? extends Op> kind) {
        return patterns.stream().<Pattern<?>>filter(p -> p.accepts(kind))
                .sorted(Comparator.<Pattern<?>>comparingInt(Pattern::benefit).reversed()).toList();
    }
}
