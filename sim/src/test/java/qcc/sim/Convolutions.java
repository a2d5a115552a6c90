package qcc.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.host.bundle.Bundle;

/** A padded 3x3 convolution of 4 to 4 channels on 32 x 32 positions, in row loops. */
final class Convolutions {
    static final int SIDE = 32;
    static final int CHANNELS = 4;
    private static final int STRIP = 4096;
    private static final int ROW = SIDE * CHANNELS;
    private static final int PADDED = ROW + 2 * CHANNELS;
    private static final int RESULT = 8192;

    private Convolutions() {}

    static byte[] matrix(int seed) {
        var matrix = new byte[9 * CHANNELS * CHANNELS];
        new Random(seed).nextBytes(matrix);
        return matrix;
    }

    static byte[] parameters(int seed) {
        var random = new Random(seed);
        var channels = new ArrayList<RequantizeParameters.Channel>();
        for (var c = 0; c < CHANNELS; c++) {
            channels.add(new RequantizeParameters.Channel(random.nextInt(20000), random.nextInt(1 << 30, Integer.MAX_VALUE), -9));
        }
        return new RequantizeParameters(-3, -128, 127, 0, channels).toBytes();
    }

    static ProgramBuilder builder(int seed) {
        var builder = new ProgramBuilder().source("nn.conv");
        builder.emit(new LoadImmediate(1, Machines.CONSTANTS));
        builder.emit(new MoveIn(0, 1, 1, parameters(seed).length, 0, 0));
        builder.emit(new LoadImmediate(2, STRIP)).emit(new LoadImmediate(3, STRIP + CHANNELS));
        builder.emit(new LoadImmediate(4, RESULT)).emit(new LoadImmediate(5, 0)).emit(new LoadImmediate(6, Machines.OUTPUT));
        builder.emit(new Window(3, 1, 3 * CHANNELS, PADDED, 0));
        row(builder, 1, 2);
        builder.loop(SIDE - 2, () -> {
            row(builder, 0, 3);
            builder.emit(new AddImmediate(5, 5, ROW));
        });
        row(builder, 0, 2);
        return builder;
    }

    /** One row of results from {@code rows} rows of input, {@code above} of zero points before them. */
    private static void row(ProgramBuilder builder, int above, int rows) {
        builder.emit(new Fill(2, -3, 1, 3 * PADDED, 0));
        builder.emit(new AddImmediate(7, 3, above * PADDED));
        builder.emit(new MoveIn(7, 5, rows, ROW, PADDED, ROW));
        builder.emit(new Mvm(0, 0, 2, SIDE, CHANNELS, CHANNELS, false));
        builder.emit(new Requantize(4, 0, 0, SIDE, CHANNELS, CHANNELS, CHANNELS, RequantizeMode.DOUBLE, Optional.empty()));
        builder.emit(new MoveOut(4, 6, 1, ROW, 0, 0));
        builder.emit(new AddImmediate(6, 6, ROW));
    }

    static Bundle program(int seed) {
        return Machines.bundle(parameters(seed), Machines.core(0, builder(seed), Machines.group(0, 9 * CHANNELS, CHANNELS, matrix(seed))));
    }

    static List<Integer> reference(byte[] image, int seed) {
        var table = new Random(seed);
        var bias = new int[CHANNELS];
        var multiplier = new int[CHANNELS];
        for (var c = 0; c < CHANNELS; c++) {
            bias[c] = table.nextInt(20000);
            multiplier[c] = table.nextInt(1 << 30, Integer.MAX_VALUE);
        }
        var result = new ArrayList<Integer>();
        for (var y = 0; y < SIDE; y++) {
            for (var x = 0; x < SIDE; x++) {
                for (var c = 0; c < CHANNELS; c++) {
                    var scaled = Reference.scale(RequantizeMode.DOUBLE, bias[c] + sum(image, matrix(seed), y, x, c), multiplier[c], -9);
                    result.add((int) Reference.clamp(scaled, -3, -128, 127));
                }
            }
        }
        return result;
    }

    private static int sum(byte[] image, byte[] matrix, int y, int x, int c) {
        var sum = 0;
        var k = 0;
        for (var dy = -1; dy <= 1; dy++) {
            for (var dx = -1; dx <= 1; dx++) {
                var inside = y + dy >= 0 && y + dy < SIDE && x + dx >= 0 && x + dx < SIDE;
                for (var input = 0; input < CHANNELS; input++) {
                    var value = inside ? image[((y + dy) * SIDE + x + dx) * CHANNELS + input] : -3;
                    sum += value * matrix[k++ * CHANNELS + c];
                }
            }
        }
        return sum;
    }
}
