package qcc.backend.cim.isa.syntax;

import java.util.List;

/** The value of an argument. */
public sealed interface Value {
    /** Where it begins. */
    Position at();

    /** What a message calls it. */
    String phrase();

    /** An integer. */
    record IntegerValue(Position at, long number) implements Value {
        @Override
        public String phrase() {
            return Long.toString(number);
        }
    }

    /** A word without quotes: a register, a mode, a flag. */
    record WordValue(Position at, String word) implements Value {
        @Override
        public String phrase() {
            return "'" + word + "'";
        }
    }

    /** A string, its escapes resolved. */
    record StringValue(Position at, String text) implements Value {
        @Override
        public String phrase() {
            return "a string";
        }
    }

    /** Bytes. Not copied; compared by identity. */
    record DataValue(Position at, byte[] data) implements Value {
        @Override
        public String phrase() {
            return "bytes";
        }
    }

    /** A list. */
    record ListValue(Position at, List<Value> values) implements Value {
        public ListValue {
            values = List.copyOf(values);
        }

        @Override
        public String phrase() {
            return "a list";
        }
    }
}
