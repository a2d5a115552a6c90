package qcc.backend.cim.isa.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.cim.isa.syntax.Value.DataValue;
import qcc.backend.cim.isa.syntax.Value.IntegerValue;
import qcc.backend.cim.isa.syntax.Value.ListValue;
import qcc.backend.cim.isa.syntax.Value.StringValue;
import qcc.backend.cim.isa.syntax.Value.WordValue;

/**
 * The arguments of one command, taken by name; those without a name are taken in their order. {@link #end} refuses what nobody took. Every
 * method throws an {@link AssemblyException} at the argument that is missing or not what was expected.
 */
public final class Arguments {
    private final Command command;
    private final Map<String, Argument> named = new LinkedHashMap<>();
    private final List<Argument> unnamed = new ArrayList<>();

    Arguments(Command command) {
        this.command = command;
        for (var argument : command.arguments()) {
            if (argument.key().isEmpty()) {
                unnamed.add(argument);
            } else if (named.put(argument.key(), argument) != null) {
                throw new AssemblyException(argument.at(), "'%s' is given twice".formatted(argument.key()));
            }
        }
    }

    /** Whether an argument with a name is there and not taken. */
    public boolean has(String key) {
        return named.containsKey(key);
    }

    /** An integer of 0 to 2^31 - 1. */
    public int integer(String key) {
        return (int) integer(key, 0, Integer.MAX_VALUE);
    }

    /** An integer within bounds. */
    public long integer(String key, long minimum, long maximum) {
        return integer(key, take(key, "a number"), minimum, maximum);
    }

    /** An integer without a name, within bounds. */
    public long nextInteger(String name, long minimum, long maximum) {
        return integer(name, next(name), minimum, maximum);
    }

    /** A string. */
    public String string(String key) {
        return string(key, take(key, "a string"));
    }

    /** A string without a name. */
    public String nextString(String name) {
        return string(name, next(name));
    }

    /** A word. */
    public WordValue word(String key) {
        var value = take(key, "a word");
        if (value instanceof WordValue word) {
            return word;
        }
        throw new AssemblyException(value.at(), "%s: expected a word but found %s".formatted(key, value.phrase()));
    }

    /** Integers of 0 to 2^31 - 1. */
    public List<Integer> integers(String key) {
        var value = take(key, "a list of numbers");
        if (!(value instanceof ListValue list)) {
            throw new AssemblyException(value.at(), "%s: expected a list of numbers but found %s".formatted(key, value.phrase()));
        }
        return list.values().stream().map(v -> (int) integer(key, v, 0, Integer.MAX_VALUE)).toList();
    }

    /** Bytes without a name; where only {@code bytes=} is given, the text does not hold them. */
    public byte[] nextData(String name) {
        if (unnamed.isEmpty() && has("bytes")) {
            throw new AssemblyException(named.get("bytes").at(),
                    "the %s is left out of this text: disassemble with --full".formatted(name));
        }
        var value = next(name);
        if (value instanceof DataValue data) {
            return data.data();
        }
        throw new AssemblyException(value.at(), "%s: expected bytes x{...} but found %s".formatted(name, value.phrase()));
    }

    /** Takes an argument of any type. */
    public Optional<Value> take(String key) {
        return Optional.ofNullable(named.remove(key)).map(Argument::value);
    }

    /** Takes a flag: a word without a name. */
    public boolean takeFlag(String name) {
        return unnamed.removeIf(argument -> argument.value() instanceof WordValue word && word.word().equals(name));
    }

    /**
     * Refuses arguments that were not taken.
     *
     * @param expected the names of all arguments, for the message
     */
    public void end(String expected) {
        var rest = new ArrayList<>(named.values());
        rest.addAll(unnamed);
        if (!rest.isEmpty()) {
            var first = rest.getFirst();
            var what = first.key().isEmpty() ? first.value().phrase() : "'" + first.key() + "'";
            throw new AssemblyException(first.at(), "unexpected %s: %s %s".formatted(what, command.name(),
                    expected.isEmpty() ? "has no arguments" : "takes " + expected));
        }
    }

    private Value take(String key, String expected) {
        return take(key).orElseThrow(
                () -> new AssemblyException(command.at(), "%s: expected %s=, %s".formatted(command.name(), key, expected)));
    }

    private Value next(String name) {
        if (unnamed.isEmpty()) {
            throw new AssemblyException(command.at(), "%s: expected %s".formatted(command.name(), name));
        }
        return unnamed.removeFirst().value();
    }

    private static String string(String name, Value value) {
        if (value instanceof StringValue string) {
            return string.text();
        }
        throw new AssemblyException(value.at(), "%s: expected a string but found %s".formatted(name, value.phrase()));
    }

    private static long integer(String name, Value value, long minimum, long maximum) {
        if (!(value instanceof IntegerValue(var at, var number))) {
            throw new AssemblyException(value.at(), "%s: expected a number but found %s".formatted(name, value.phrase()));
        }
        if (number < minimum || number > maximum) {
            throw new AssemblyException(at, "%s must be in %d..%d but is %d".formatted(name, minimum, maximum, number));
        }
        return number;
    }
}
