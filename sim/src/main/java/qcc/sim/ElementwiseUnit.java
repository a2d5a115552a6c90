package qcc.sim;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import qcc.backend.cim.isa.AddParameters;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.MulParameters;
import qcc.backend.cim.isa.RescaleParameters;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;
import qcc.chip.Requantization;
import qcc.sim.Tables.Addition;
import qcc.sim.Tables.Multiplication;
import qcc.sim.Tables.Output;
import qcc.sim.Tables.Rescaling;

/** Element-wise instructions. Elements and samples form one contiguous range, worked on in chunks. */
final class ElementwiseUnit {
    private static final int CHUNK = 2048;

    private final Sequencer core;
    private final CoreMemory memory;
    private final byte[] local;
    private final int samples;
    private final Requantization unit;
    private final int[] left = new int[CHUNK];
    private final int[] right = new int[CHUNK];

    ElementwiseUnit(Sequencer core, CoreMemory memory, int samples) {
        this.core = core;
        this.memory = memory;
        this.local = memory.local();
        this.samples = samples;
        this.unit = core.image().type().core().requantize();
    }

    void execute(Rescale op) {
        var table = Rescaling.of(parameters(op.parameters(), RescaleParameters.WORDS), op.mode(), unit);
        var n = op.count() * samples;
        for (var done = 0; done < n; done += CHUNK) {
            var count = (int) Math.min(CHUNK, n - done);
            load(at(op.source()) + done, table.inputZeroPoint(), 0, left, count);
            ScaleKernel.apply(table.scale(), left, count, table.output().low(), table.output().high());
            store(table.output(), at(op.destination()) + done, count);
        }
    }

    void execute(Add op) {
        var table = Addition.of(parameters(op.parameters(), AddParameters.WORDS), op.mode(), unit);
        combine(table, at(op.destination()), at(op.a()), at(op.b()), op.count() * samples, 1);
    }

    void execute(Sub op) {
        var table = Addition.of(parameters(op.parameters(), AddParameters.WORDS), op.mode(), unit);
        combine(table, at(op.destination()), at(op.a()), at(op.b()), op.count() * samples, -1);
    }

    void execute(Mul op) {
        var table = Multiplication.of(parameters(op.parameters(), MulParameters.WORDS), op.mode(), unit);
        var n = op.count() * samples;
        for (var done = 0; done < n; done += CHUNK) {
            var count = (int) Math.min(CHUNK, n - done);
            load(at(op.a()) + done, table.zeroPointA(), 0, left, count);
            load(at(op.b()) + done, table.zeroPointB(), 0, right, count);
            for (var i = 0; i < count; i += Lanes.COUNT) {
                IntVector.fromArray(Lanes.INTS, left, i).mul(IntVector.fromArray(Lanes.INTS, right, i)).intoArray(left, i);
            }
            ScaleKernel.apply(table.scale(), left, count, table.output().low(), table.output().high());
            store(table.output(), at(op.destination()) + done, count);
        }
    }

    void execute(Table op) {
        var table = new byte[Machine.TABLE_BYTES];
        for (var i = 0; i < table.length; i++) {
            table[i] = local[at(op.table()) + i * samples];
        }
        var n = (int) (op.count() * samples);
        var source = at(op.source());
        var target = at(op.destination());
        for (var i = 0; i < n; i++) {
            local[target + i] = table[local[source + i] - Byte.MIN_VALUE];
        }
    }

    private void combine(Addition table, int target, int a, int b, long n, int sign) {
        for (var done = 0; done < n; done += CHUNK) {
            var count = (int) Math.min(CHUNK, n - done);
            switch (table) {
                case Addition.Integers integers -> combine(integers, a + done, b + done, count, sign);
                case Addition.Floats floats -> combine(floats, a + done, b + done, count, sign);
            }
            store(table.output(), target + done, count);
        }
    }

    private void combine(Addition.Integers table, int a, int b, int count, int sign) {
        load(a, table.zeroPointA(), table.leftA(), left, count);
        load(b, table.zeroPointB(), table.leftB(), right, count);
        ScaleKernel.apply(table.scaleA(), left, count, Integer.MIN_VALUE, Integer.MAX_VALUE);
        ScaleKernel.apply(table.scaleB(), right, count, Integer.MIN_VALUE, Integer.MAX_VALUE);
        for (var i = 0; i < count; i += Lanes.COUNT) {
            IntVector.fromArray(Lanes.INTS, right, i).mul(sign).add(IntVector.fromArray(Lanes.INTS, left, i)).intoArray(left, i);
        }
        ScaleKernel.apply(table.scaleSum(), left, count, table.output().low(), table.output().high());
    }

    private void combine(Addition.Floats table, int a, int b, int count, int sign) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = dequantize(a + i, table.zeroPointA(), table.scaleA());
            var y = dequantize(b + i, table.zeroPointB(), sign * table.scaleB());
            var quotient = x.add(y).div(table.scaleOut()).max(table.output().low()).min(table.output().high());
            ((IntVector) ScaleKernel.roundHalfEven(quotient).convertShape(F2I, Lanes.INTS, 0)).intoArray(left, i);
        }
    }

    private FloatVector dequantize(int source, int zeroPoint, float scale) {
        return ((FloatVector) Lanes.widen(local, source).sub(zeroPoint).convertShape(I2F, Lanes.FLOATS, 0)).mul(scale);
    }

    private void load(int source, int zeroPoint, int shift, int[] values, int count) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            Lanes.widen(local, source + i).sub(zeroPoint).lanewise(LSHL, shift).intoArray(values, i);
        }
    }

    private void store(Output output, int target, int count) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            Lanes.narrow(IntVector.fromArray(Lanes.INTS, left, i).add(output.zeroPoint()), local, target + i);
        }
    }

    private int[] parameters(int register, int words) {
        return memory.parameters(core.register(register), words, samples);
    }

    private int at(int register) {
        return core.register(register) * samples;
    }
}
