package qcc.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Answers that programs read: keys in snake case, numbers that do not exist as null. */
final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build()
            .writerWithDefaultPrettyPrinter();

    private Json() {}

    /** The text of a record, ended by a newline. */
    static String text(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer holds values only", e);
        }
    }

    /** A number, or null where it is infinite or none. */
    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
