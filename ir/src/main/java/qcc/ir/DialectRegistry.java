package qcc.ir;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The dialects that a tool knows, from one explicit list. */
public final class DialectRegistry {
    private final Map<String, Dialect> dialects = new LinkedHashMap<>();
    private final Map<String, OpDef<?>> operations = new HashMap<>();
    private final Map<String, OpDef<?>> unregistered = new ConcurrentHashMap<>();

    public DialectRegistry(List<Dialect> list) {
        for (var dialect : list) {
            if (dialects.put(dialect.name(), dialect) != null) {
                throw new IllegalArgumentException("dialect '" + dialect.name() + "' is registered twice");
            }
            for (var def : dialect.operations()) {
                if (!def.dialect().equals(dialect.name()) || operations.put(def.name(), def) != null) {
                    throw new IllegalArgumentException(
                            "operation '" + def.name() + "' cannot be registered by dialect '" + dialect.name() + "'");
                }
            }
        }
    }

    /** In the order of registration. */
    public List<Dialect> dialects() {
        return List.copyOf(dialects.values());
    }

    public Optional<Dialect> dialect(String name) {
        return Optional.ofNullable(dialects.get(name));
    }

    /** The definition of a registered operation. */
    public Optional<OpDef<?>> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /**
     * The definition of an operation that is read.
     *
     * @param allowUnregistered whether operations of dialects that nobody registered are kept as they are
     * @throws IllegalArgumentException if the name is not allowed; the message is complete
     */
    public OpDef<?> readable(String name, boolean allowUnregistered) {
        var def = operationOrUnregistered(name);
        if (def.isRegistered()) {
            return def;
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("empty operation name is invalid");
        }
        var dialect = dialect(def.dialect());
        if (dialect.isPresent() && !dialect.get().allowsUnknownOperations()) {
            throw new IllegalArgumentException("unregistered operation '" + name + "' found in dialect ('" + def.dialect()
                    + "') that does not allow unknown operations");
        }
        if (dialect.isEmpty() && !allowUnregistered) {
            throw new IllegalArgumentException("operation '" + name
                    + "' belongs to a dialect that is not registered; if this is intended, allow unregistered dialects");
        }
        return def;
    }

    /** The definition of an operation, one without slots if nobody registered the name. */
    public OpDef<?> operationOrUnregistered(String name) {
        var def = operations.get(name);
        return def != null ? def : unregistered.computeIfAbsent(name, UnregisteredOp::definition);
    }
}
