package qcc.backend.cim.codegen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import qcc.backend.cim.isa.AddParameters;
import qcc.backend.cim.isa.MulParameters;
import qcc.backend.cim.isa.ParameterTable;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.cim.isa.RescaleParameters;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SumOfTwoOp;

/** The parameter tables of the vector unit, from the attributes of operations. */
final class Parameters {
    private Parameters() {}

    /** Bytes of the table that requantizes that many channels. */
    static int requantizeBytes(int channels) {
        return Integer.BYTES * (RequantizeParameters.HEADER_WORDS + RequantizeParameters.CHANNEL_WORDS * channels);
    }

    static RequantizeMode mode(qcc.dialect.nn.RequantizeMode mode) {
        return switch (mode) {
            case DOUBLE -> RequantizeMode.DOUBLE;
            case SINGLE -> RequantizeMode.SINGLE;
            case FLOAT -> RequantizeMode.FLOAT;
            case SHIFT -> RequantizeMode.SHIFT;
        };
    }

    /** The table for a range of channels. */
    static ParameterTable requantize(RequantizeOp op, int first, int count) {
        var bias = op.sums().definingOp() instanceof ProductOp product ? sum(op.bias(), product.bias()) : op.bias();
        var multiplier = op.multiplier();
        var shift = op.shift();
        boolean residual = op.residual().isPresent();
        var residualMultiplier = residual ? op.residualMultiplier() : new int[bias.length];
        var residualShift = residual ? op.residualShift() : new int[bias.length];
        var channels = IntStream.range(first, first + count)
                .mapToObj(c -> new RequantizeParameters.Channel(bias[c], multiplier[c], shift[c], residualMultiplier[c], residualShift[c]))
                .toList();
        return new RequantizeParameters(op.outputZeroPoint(), op.clampMin(), op.clampMax(), op.residualZeroPoint(), channels);
    }

    private static int[] sum(int[] bias, int[] more) {
        return more.length == 0 ? bias : IntStream.range(0, bias.length).map(c -> Math.addExact(bias[c], more[c])).toArray();
    }

    /** The biases of a range of channels as little-endian i32. */
    static byte[] biases(ProductOp op, int first, int count) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(op.bias(), first, count);
        return bytes.array();
    }

    static ParameterTable of(SumOfTwoOp op) {
        return new AddParameters(op.lhsZeroPoint(), op.lhsMultiplier(), op.lhsShift(), op.rhsZeroPoint(), op.rhsMultiplier(), op.rhsShift(),
                op.outputMultiplier(), op.outputShift(), op.outputZeroPoint(), op.clampMin(), op.clampMax());
    }

    static ParameterTable of(MulOp op) {
        return new MulParameters(op.lhsZeroPoint(), op.rhsZeroPoint(), op.multiplier(), op.shift(), op.outputZeroPoint(), op.clampMin(),
                op.clampMax());
    }

    static ParameterTable of(RescaleOp op) {
        return new RescaleParameters(op.inputZeroPoint(), op.multiplier(), op.shift(), op.outputZeroPoint(), op.clampMin(), op.clampMax());
    }
}
