package qcc.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    /** Bits, and the text that mlir-opt 22.1.8 prints for them, for every format. */
    @Test
    void printsWhatMlirPrints() throws IOException {
        String table;
        try (var stream = FloatTextTest.class.getResourceAsStream("floats.tsv")) {
            table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(table.lines()).hasSizeGreaterThan(2000).allSatisfy(line -> {
            var row = line.split("\t");
            var type = FloatType.named(row[0]).orElseThrow();
            long bits = Long.parseUnsignedLong(row[1].substring(2), 16);
            assertThat(FloatText.of(FloatFormat.of(type).fromBits(bits), type)).as(row[0] + " " + row[1]).isEqualTo(row[2]);
        });
    }

    @Property
    void readsBackToTheSameDouble(@ForAll double value) {
        assertThat(read(FloatText.of(value, FloatType.F64), FloatType.F64)).isEqualTo(value);
    }

    @Property
    void readsBackToTheSameFloat(@ForAll float value) {
        assertThat(read(FloatText.of(value, FloatType.F32), FloatType.F32)).isEqualTo((double) value);
    }

    private static double read(String text, FloatType type) {
        var format = FloatFormat.of(type);
        return text.startsWith("0x")
                ? format.fromBits(Long.parseUnsignedLong(text.substring(2), 16))
                : format.round(Double.parseDouble(text));
    }
}
