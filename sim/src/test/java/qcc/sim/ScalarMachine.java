package qcc.sim;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;

/** One core and one sample, one byte at a time: the instruction set's text turned into loops. Synchronization is ignored. */
final class ScalarMachine {
    final byte[] local;
    final byte[] global;
    private final int[] accumulators;
    private final int[] r = new int[32];
    private final List<ArrayGroup> groups;
    private Window window;

    ScalarMachine(int localBytes, int accumulatorEntries, byte[] global, List<ArrayGroup> groups) {
        this.local = new byte[localBytes];
        this.accumulators = new int[accumulatorEntries];
        this.global = global;
        this.groups = groups;
    }

    private record Repeat(int first, int end, long left) {}

    void run(List<Instruction> program) {
        var loops = new ArrayDeque<Repeat>();
        for (var pc = 0; !(program.get(pc) instanceof End);) {
            if (program.get(pc) instanceof Loop loop) {
                loops.push(new Repeat(pc + 1, pc + 1 + loop.length(), loop.count() - 1));
            } else {
                step(program.get(pc));
            }
            pc++;
            while (!loops.isEmpty() && loops.peek().end == pc) {
                var loop = loops.pop();
                if (loop.left > 0) {
                    loops.push(new Repeat(loop.first, loop.end, loop.left - 1));
                    pc = loop.first;
                }
            }
        }
    }

    private void step(Instruction instruction) {
        switch (instruction) {
            case LoadImmediate i -> r[i.destination()] = i.immediate();
            case AddImmediate i -> r[i.destination()] = r[i.source()] + i.immediate();
            case Window i -> window = i;
            case SynchronizationInstruction _,End _,Loop _ -> {}
            case MoveIn i -> move(global, r[i.global()], i.globalStride(), local, r[i.local()], i.localStride(), i.rows(), i.run());
            case MoveOut i -> move(local, r[i.local()], i.localStride(), global, r[i.global()], i.globalStride(), i.rows(), i.run());
            case Copy i -> move(local, r[i.source()], i.sourceStride(), local, r[i.destination()], i.destinationStride(), i.rows(),
                    i.run());
            case Fill i -> fill(i);
            case Mvm i -> multiply(i);
            case Sum i -> sum(i);
            case AccumulatorStore i -> store(i);
            case AccumulatorLoad i -> load(i);
            case Requantize i -> requantize(i);
            case Rescale i -> rescale(i);
            case Add i -> add(r[i.destination()], r[i.a()], r[i.b()], 1, words(r[i.parameters()], 11), i.count(), i.mode());
            case Sub i -> add(r[i.destination()], r[i.a()], r[i.b()], -1, words(r[i.parameters()], 11), i.count(), i.mode());
            case Mul i -> multiply(i);
            case Table i -> table(i);
            case MaxPool i -> maxPool(i);
            case AvgPool i -> avgPool(i);
        }
    }

    private static void move(byte[] from, int source, int sourceStride, byte[] to, int target, int targetStride, int rows, int run) {
        for (var row = 0; row < rows; row++) {
            for (var i = 0; i < run; i++) {
                to[target + row * targetStride + i] = from[source + row * sourceStride + i];
            }
        }
    }

    private void fill(Fill i) {
        for (var row = 0; row < i.rows(); row++) {
            for (var k = 0; k < i.run(); k++) {
                local[r[i.destination()] + row * i.stride() + k] = (byte) i.value();
            }
        }
    }

    private List<Byte> window(int address, int run) {
        var bytes = new ArrayList<Byte>();
        for (var i0 = 0; i0 < window.n0(); i0++) {
            for (var i1 = 0; i1 < window.n1(); i1++) {
                for (var k = 0; k < run; k++) {
                    bytes.add(local[address + i0 * window.stride0() + i1 * window.stride1() + k]);
                }
            }
        }
        return bytes;
    }

    private void accumulate(int index, long value, boolean accumulate) {
        accumulators[index] = Math.toIntExact((accumulate ? accumulators[index] : 0L) + value);
    }

    private void multiply(Mvm i) {
        var group = groups.stream().filter(candidate -> candidate.id() == i.group()).findFirst().orElseThrow();
        for (var n = 0; n < i.count(); n++) {
            var x = window(r[i.source()] + n * i.sourceStride(), window.run());
            for (var c = 0; c < group.columns(); c++) {
                var sum = 0L;
                for (var k = 0; k < group.rows(); k++) {
                    sum += x.get(k) * group.matrix()[k * group.columns() + c];
                }
                accumulate(r[i.accumulator()] + n * i.accumulatorStride() + c, sum, i.accumulate());
            }
        }
    }

    private void sum(Sum i) {
        for (var c = 0; c < i.channels(); c++) {
            var sum = 0L;
            for (var n = 0; n < i.count(); n++) {
                sum += local[r[i.source()] + n * i.sourceStride() + c];
            }
            accumulate(r[i.accumulator()] + c, sum, i.accumulate());
        }
    }

    private void store(AccumulatorStore i) {
        for (var n = 0; n < i.count(); n++) {
            for (var c = 0; c < i.channels(); c++) {
                var value = accumulators[r[i.accumulator()] + n * i.accumulatorStride() + c];
                for (var part = 0; part < 4; part++) {
                    local[r[i.destination()] + n * i.destinationStride() + 4 * c + part] = (byte) (value >> 8 * part);
                }
            }
        }
    }

    private void load(AccumulatorLoad i) {
        for (var n = 0; n < i.count(); n++) {
            for (var c = 0; c < i.channels(); c++) {
                var value = words(r[i.source()] + n * i.sourceStride() + 4 * c, 1)[0];
                accumulate(r[i.accumulator()] + n * i.accumulatorStride() + c, value, i.accumulate());
            }
        }
    }

    private int[] words(int address, int count) {
        var words = new int[count];
        for (var i = 0; i < 4 * count; i++) {
            words[i / 4] |= (local[address + i] & 0xFF) << i % 4 * 8;
        }
        return words;
    }

    private void requantize(Requantize i) {
        var table = words(r[i.parameters()], 4 + 5 * i.channels());
        for (var n = 0; n < i.count(); n++) {
            for (var c = 0; c < i.channels(); c++) {
                var at = 4 + 5 * c;
                var sum = BigInteger.valueOf(accumulators[r[i.accumulator()] + n * i.accumulatorStride() + c] + (long) table[at]);
                if (i.residual().isPresent()) {
                    var residual = i.residual().get();
                    var q = local[r[residual.register()] + n * residual.stride() + c];
                    sum = sum.add(Reference.scale(i.mode(), q - table[3], table[at + 3], table[at + 4]));
                }
                var scaled = Reference.scale(i.mode(), sum.intValueExact(), table[at + 1], table[at + 2]);
                local[r[i.destination()] + n * i.destinationStride() + c] = Reference.clamp(scaled, table[0], table[1], table[2]);
            }
        }
    }

    private void rescale(Rescale i) {
        var table = words(r[i.parameters()], 6);
        for (var k = 0; k < i.count(); k++) {
            var scaled = Reference.scale(i.mode(), local[r[i.source()] + k] - table[0], table[1], table[2]);
            local[r[i.destination()] + k] = Reference.clamp(scaled, table[3], table[4], table[5]);
        }
    }

    private void add(int destination, int a, int b, int sign, int[] table, long count, qcc.backend.cim.isa.RequantizeMode mode) {
        for (var k = 0; k < count; k++) {
            local[destination + k] = Reference.add(mode, local[a + k], local[b + k], sign, table);
        }
    }

    private void multiply(Mul i) {
        var table = words(r[i.parameters()], 7);
        for (var k = 0; k < i.count(); k++) {
            var product = (local[r[i.a()] + k] - table[0]) * (local[r[i.b()] + k] - table[1]);
            var scaled = Reference.scale(i.mode(), product, table[2], table[3]);
            local[r[i.destination()] + k] = Reference.clamp(scaled, table[4], table[5], table[6]);
        }
    }

    private void table(Table i) {
        for (var k = 0; k < i.count(); k++) {
            local[r[i.destination()] + k] = local[r[i.table()] + local[r[i.source()] + k] + 128];
        }
    }

    private void maxPool(MaxPool i) {
        for (var n = 0; n < i.count(); n++) {
            for (var c = 0; c < i.channels(); c++) {
                var values = window(r[i.source()] + n * i.sourceStride() + c, 1);
                local[r[i.destination()] + n * i.destinationStride() + c] = values.stream().max(Byte::compare).orElseThrow();
            }
        }
    }

    private void avgPool(AvgPool i) {
        for (var n = 0; n < i.count(); n++) {
            for (var c = 0; c < i.channels(); c++) {
                var values = window(r[i.source()] + n * i.sourceStride() + c, 1);
                var sum = values.stream().mapToLong(Byte::longValue).sum();
                local[r[i.destination()] + n * i.destinationStride() + c] = Reference.mean(sum, values.size());
            }
        }
    }
}
