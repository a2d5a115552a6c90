package qcc.dialect.quant;

import java.util.Optional;
import qcc.ir.FloatType;

/** Stored integers of which the grid is not known: {@code !quant.any<i8:f32>}. */
public record AnyQuantizedType(Storage storage, Optional<FloatType> expressed) implements QuantType {
    @Override
    public String toString() {
        return "!quant.any<" + storage + expressed.map(e -> ":" + e).orElse("") + ">";
    }
}
