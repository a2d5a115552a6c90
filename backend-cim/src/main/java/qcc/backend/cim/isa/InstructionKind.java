package qcc.backend.cim.isa;

import static qcc.backend.cim.isa.Operand.of;
import static qcc.backend.cim.isa.OperandKind.ADDRESS;
import static qcc.backend.cim.isa.OperandKind.COUNT16;
import static qcc.backend.cim.isa.OperandKind.COUNT32;
import static qcc.backend.cim.isa.OperandKind.COUNT8;
import static qcc.backend.cim.isa.OperandKind.FLAG;
import static qcc.backend.cim.isa.OperandKind.MODE;
import static qcc.backend.cim.isa.OperandKind.REGISTER;
import static qcc.backend.cim.isa.OperandKind.SIGNED32;
import static qcc.backend.cim.isa.OperandKind.SIGNED8;
import static qcc.backend.cim.isa.OperandKind.TARGET;
import static qcc.backend.cim.isa.OperandKind.UNSIGNED16;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;

/** The catalogue of instructions: mnemonic, operands and meaning. Constructors, codecs, assembly text and the reference all read it. */
public enum InstructionKind {
    END("end", "Stops this core's stream", _ -> new End()), LOAD_IMMEDIATE("li", "dst = imm",
            v -> new LoadImmediate((int) v[0], (int) v[1]), of("dst", TARGET), of("imm", ADDRESS)), ADD_IMMEDIATE("addi",
                    "dst = src + imm; a result outside 0..2147483647 traps",
                    v -> new AddImmediate((int) v[0], (int) v[1], (int) v[2]), of("dst", TARGET), of("src", REGISTER),
                    of("imm", SIGNED32)), LOOP("loop", "Repeats the next length instructions count times", v -> new Loop(v[0], (int) v[1]),
                            of("count", COUNT32),
                            of("length", COUNT16)), WINDOW("window", "Sets the window register",
                                    v -> new Window((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4]),
                                    of("n0", COUNT8), of("n1", COUNT8), of("run", COUNT16), of("stride0", SIGNED32),
                                    of("stride1", SIGNED32)), BARRIER("barrier",
                                            "Waits until every core of the segment that has this barrier in its stream reaches it",
                                            v -> new Barrier((int) v[0]), of("id", UNSIGNED16)),

    SIGNAL("signal", "counter[token] += amount, seen after everything that this core wrote before; a counter beyond 2147483647 traps",
            v -> new Signal((int) v[0], (int) v[1]), of("token", UNSIGNED16), of("amount", COUNT16)),

    WAIT("wait", "Waits until counter[token] >= min(value + offset, limit)",
            v -> new Wait((int) v[0], (int) v[1], (int) v[2], (int) v[3]), of("token", UNSIGNED16), of("value", REGISTER),
            of("offset", SIGNED32), of("limit", ADDRESS)),

    MOVE_IN("move_in", "For i < rows: local[local + i*local_stride ..+run] = global[global + i*global_stride ..+run]",
            v -> new MoveIn((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]), of("local", REGISTER),
            of("global", REGISTER), of("rows", COUNT16), of("run", COUNT16), of("local_stride", SIGNED32),
            of("global_stride", SIGNED32)), MOVE_OUT("move_out",
                    "For i < rows: global[global + i*global_stride ..+run] = local[local + i*local_stride ..+run]",
                    v -> new MoveOut((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]), of("local", REGISTER),
                    of("global", REGISTER), of("rows", COUNT16), of("run", COUNT16), of("local_stride", SIGNED32),
                    of("global_stride", SIGNED32)), COPY("copy",
                            "For i < rows: local[dst + i*dst_stride ..+run] = local[src + i*src_stride ..+run]",
                            v -> new Copy((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]), of("dst", REGISTER),
                            of("src", REGISTER),
                            of("rows", COUNT16), of("run", COUNT16), of("dst_stride", SIGNED32), of("src_stride", SIGNED32)), FILL("fill",
                                    "For i < rows: local[dst + i*stride ..+run] = value",
                                    v -> new Fill((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4]), of("dst", REGISTER),
                                    of("value", SIGNED8),
                                    of("rows", COUNT16), of("run", COUNT16), of("stride", SIGNED32)),

    SEND("send", "Hands the bytes local[src + i*stride ..+run], i < rows, to a core and waits until it has received them",
            v -> new Send((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4]), of("core", UNSIGNED16), of("src", REGISTER),
            of("rows", COUNT16), of("run", COUNT16), of("stride", SIGNED32)),

    RECEIVE("receive", "For i < rows: local[dst + i*stride ..+run] = the next bytes of a core's next message, which it waits for and which "
            + "must have rows*run bytes, else trap",
            v -> new Receive((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4]), of("core", UNSIGNED16), of("dst", REGISTER),
            of("rows", COUNT16), of("run", COUNT16), of("stride", SIGNED32)),

    MVM("mvm", "For i < count, c < columns: accumulator[acc + i*acc_stride + c] (=, += if accumulate) sum over k of "
            + "window(src + i*src_stride)[k] * W[k][c]; the window's n0*n1*run must equal the group's rows, else trap",
            v -> new Mvm((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5], v[6] != 0), of("group", UNSIGNED16),
            of("acc", REGISTER), of("src", REGISTER), of("count", COUNT16), of("src_stride", SIGNED32), of("acc_stride", UNSIGNED16),
            of("accumulate", FLAG)), SUM("sum",
                    "For c < channels: accumulator[acc + c] (=, += if accumulate) sum over i < count of local[src + i*src_stride + c] as i8",
                    v -> new Sum((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], v[5] != 0), of("acc", REGISTER),
                    of("src", REGISTER),
                    of("count", COUNT16), of("channels", COUNT16), of("src_stride", SIGNED32),
                    of("accumulate", FLAG)), ACCUMULATOR_STORE("acc_store",
                            "For i < count, c < channels: i32 at local[dst + i*dst_stride + 4*c] = accumulator[acc + i*acc_stride + c]",
                            v -> new AccumulatorStore((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]),
                            of("dst", REGISTER),
                            of("acc", REGISTER), of("count", COUNT16), of("channels", COUNT16), of("acc_stride", UNSIGNED16),
                            of("dst_stride", SIGNED32)), ACCUMULATOR_LOAD("acc_load",
                                    "For i < count, c < channels: accumulator[acc + i*acc_stride + c] (=, += if accumulate) i32 at local[src + i*src_stride + 4*c]",
                                    v -> new AccumulatorLoad((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5],
                                            v[6] != 0),
                                    of("acc", REGISTER), of("src", REGISTER), of("count", COUNT16), of("channels", COUNT16),
                                    of("acc_stride", UNSIGNED16),
                                    of("src_stride", SIGNED32), of("accumulate", FLAG)), REQUANTIZE("requantize",
                                            "For i < count, c < channels: local[dst + i*dst_stride + c] = "
                                                    + "accumulator[acc + i*acc_stride + c] with bias and, if residual, local[residual_src + i*residual_stride + c], "
                                                    + "scaled and clamped by the table at params",
                                            InstructionKind::requantize, of("dst", REGISTER), of("acc", REGISTER), of("params", REGISTER),
                                            Operand.with("residual", "residual_src", REGISTER), of("count", COUNT16),
                                            of("channels", COUNT16),
                                            of("acc_stride", UNSIGNED16), of("dst_stride", UNSIGNED16),
                                            Operand.with("residual", "residual_stride", UNSIGNED16),
                                            of("mode", MODE), of("residual", FLAG)),

    RESCALE("rescale", "For i < count: local[dst + i] = local[src + i] on the grid of the table at params",
            v -> new Rescale((int) v[0], (int) v[1], (int) v[2], v[3], mode(v[4])), of("dst", REGISTER), of("src", REGISTER),
            of("params", REGISTER), of("count", COUNT32), of("mode", MODE)), ADD("add",
                    "For i < count: local[dst + i] = local[a + i] + local[b + i] on the grids of the table at params",
                    v -> new Add((int) v[0], (int) v[1], (int) v[2], (int) v[3], v[4], mode(v[5])), of("dst", REGISTER), of("a", REGISTER),
                    of("b", REGISTER), of("params", REGISTER), of("count", COUNT32), of("mode", MODE)), SUB("sub",
                            "For i < count: local[dst + i] = local[a + i] - local[b + i] on the grids of the table at params",
                            v -> new Sub((int) v[0], (int) v[1], (int) v[2], (int) v[3], v[4], mode(v[5])), of("dst", REGISTER),
                            of("a", REGISTER),
                            of("b", REGISTER), of("params", REGISTER), of("count", COUNT32), of("mode", MODE)), MUL("mul",
                                    "For i < count: local[dst + i] = local[a + i] * local[b + i] on the grids of the table at params",
                                    v -> new Mul((int) v[0], (int) v[1], (int) v[2], (int) v[3], v[4], mode(v[5])), of("dst", REGISTER),
                                    of("a", REGISTER),
                                    of("b", REGISTER), of("params", REGISTER), of("count", COUNT32), of("mode", MODE)), MAX_POOL("max_pool",
                                            "For i < count, c < channels: local[dst + i*dst_stride + c] = maximum of the window's n0 x n1 positions at "
                                                    + "src + i*src_stride; the window's run must equal channels",
                                            v -> new MaxPool((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]),
                                            of("dst", REGISTER),
                                            of("src", REGISTER), of("count", COUNT16), of("channels", COUNT16), of("src_stride", SIGNED32),
                                            of("dst_stride", UNSIGNED16)), AVG_POOL("avg_pool",
                                                    "As max_pool, with the sum over the positions divided by n0*n1, half away from zero",
                                                    v -> new AvgPool((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4],
                                                            (int) v[5]),
                                                    of("dst", REGISTER),
                                                    of("src", REGISTER), of("count", COUNT16), of("channels", COUNT16),
                                                    of("src_stride", SIGNED32), of("dst_stride", UNSIGNED16)), TABLE("table",
                                                            "For i < count: local[dst + i] = local[table + local[src + i] + 128]",
                                                            v -> new Table((int) v[0], (int) v[1], (int) v[2], v[3]), of("dst", REGISTER),
                                                            of("src", REGISTER), of("table", REGISTER),
                                                            of("count", COUNT32));

    private final String mnemonic;
    private final String meaning;
    private final Function<long[], Instruction> constructor;
    private final List<Operand> operands;

    InstructionKind(String mnemonic, String meaning, Function<long[], Instruction> constructor, Operand... operands) {
        this.mnemonic = mnemonic;
        this.meaning = meaning;
        this.constructor = constructor;
        this.operands = List.of(operands);
    }

    /** The name in assembly text. */
    public String mnemonic() {
        return mnemonic;
    }

    /** One sentence in Markdown on what the instruction does. */
    public String meaning() {
        return meaning;
    }

    /** The operands in textual order, flags last. */
    public List<Operand> operands() {
        return operands;
    }

    /**
     * Makes an instruction of this kind.
     *
     * @param values a value for each of {@link #operands()}, in order
     * @throws IllegalArgumentException naming the operand that is out of range
     */
    public Instruction instruction(long... values) {
        check(values);
        return constructor.apply(values);
    }

    void check(long... values) {
        if (values.length != operands.size()) {
            throw new IllegalArgumentException("%s has %d operands, not %d".formatted(mnemonic, operands.size(), values.length));
        }
        for (var i = 0; i < values.length; i++) {
            check(operands.get(i), values[i], values);
        }
    }

    private void check(Operand operand, long value, long[] values) {
        var kind = operand.kind();
        if (!kind.accepts(value)) {
            throw new IllegalArgumentException(
                    "%s: %s must be in %d..%d but is %d".formatted(mnemonic, operand.name(), kind.minimum(), kind.maximum(), value));
        }
        if (value != 0 && !operand.flag().isEmpty() && values[indexOf(operand.flag())] == 0) {
            throw new IllegalArgumentException(
                    "%s: %s must be 0 without the flag %s but is %d".formatted(mnemonic, operand.name(), operand.flag(), value));
        }
    }

    int indexOf(String operandName) {
        for (var i = 0; i < operands.size(); i++) {
            if (operands.get(i).name().equals(operandName)) {
                return i;
            }
        }
        throw new IllegalArgumentException(mnemonic + " has no operand " + operandName);
    }

    static int bit(boolean flag) {
        return flag ? 1 : 0;
    }

    private static RequantizeMode mode(long code) {
        return RequantizeMode.of((int) code);
    }

    private static Instruction requantize(long[] v) {
        var residual = v[10] == 0 ? Optional.<Residual>empty() : Optional.of(new Residual((int) v[3], (int) v[8]));
        return new Requantize((int) v[0], (int) v[1], (int) v[2], (int) v[4], (int) v[5], (int) v[6], (int) v[7], mode(v[9]), residual);
    }
}
