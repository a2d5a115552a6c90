package qcc.backend.cim.isa.syntax;

/**
 * An argument of a statement.
 *
 * @param at where it begins
 * @param key its name, empty if only the value is given
 * @param value its value
 */
public record Argument(Position at, String key, Value value) {}
