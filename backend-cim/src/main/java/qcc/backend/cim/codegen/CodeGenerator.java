package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Chip;
import qcc.chip.Core;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Makes the instruction streams, group tables and constants of a device function.
 *
 * <p>The function holds operations of the {@code cim} dialect on storage integers, in one block. Steps run one after the other, on all cores
 * that take part in them; where a segment uses several cores, a barrier stands behind every step.
 */
public final class CodeGenerator {
    private final Chip chip;
    private final InstructionCodec codec;

    public CodeGenerator(Chip chip, InstructionCodec codec) {
        this.chip = chip;
        this.codec = codec;
    }

    /**
     * Generates one segment that shares nothing with others.
     *
     * @throws CodegenException naming the first operation that the chip cannot execute
     */
    public SegmentImage generate(FuncOp function) {
        return generate(function, SegmentMemory.alone(function));
    }

    /**
     * Generates one segment.
     *
     * @param shared where arguments and results lie that others need too, see {@link NetworkMemory}
     * @throws CodegenException naming the first operation that the chip cannot execute
     */
    public SegmentImage generate(FuncOp function, SegmentMemory shared) {
        var steps = steps(function);
        var groups = groups(function, steps);
        var cores = cores(steps, groups);
        function.entry().arguments().forEach(argument -> requireBytes(function, argument));
        var memory = place(function, steps, shared);
        checkGlobalMemory(function, memory);
        var codes = new TreeMap<Integer, CoreCode>();
        cores.forEach(core -> codes.put(core, new CoreCode(core)));
        for (int i = 0; i < steps.size(); i++) {
            emitChecked(steps.get(i), groups, codes, memory);
            int barrier = i;
            if (codes.size() > 1) {
                codes.values().forEach(code -> code.barrier(barrier));
            }
        }
        return image(function, groups, codes, memory);
    }

    private static List<Step> steps(FuncOp function) {
        var steps = new ArrayList<Step>();
        for (var op : function.entry()) {
            if (!(op instanceof ReturnOp)) {
                Step.of(op).filter(CodeGenerator::writesBytes).ifPresent(steps::add);
            }
        }
        return steps;
    }

    private static boolean writesBytes(Step step) {
        return ((TensorType) step.writes().type()).shape().elements() > 0;
    }

    /** A group with its number on its core. */
    private record NumberedGroup(GroupOp op, int id) {}

    private static Map<String, NumberedGroup> groups(FuncOp function, List<Step> steps) {
        var symbols = new SymbolTable(SymbolTable.nearest(function.parentOp()));
        var groups = new LinkedHashMap<String, NumberedGroup>();
        var next = new TreeMap<Integer, Integer>();
        for (var step : steps) {
            if (step instanceof Step.Product(var product, _)) {
                for (var share : product.shares()) {
                    var group = symbols.lookup(share.group(), GroupOp.class)
                            .orElseThrow(() -> new CodegenException(product, "there is no group @" + share.group()));
                    groups.computeIfAbsent(share.group(), _ -> new NumberedGroup(group, next.merge(group.core(), 1, Integer::sum) - 1));
                }
            }
        }
        return groups;
    }

    private TreeSet<Integer> cores(List<Step> steps, Map<String, NumberedGroup> groups) {
        var cores = new TreeSet<Integer>();
        for (var step : steps) {
            for (int core : coresOf(step, groups)) {
                if (core < 0 || core >= chip.coreCount()) {
                    throw new CodegenException(step.op(),
                            "it uses core %d, but chip '%s' has cores 0 to %d".formatted(core, chip.arch(), chip.coreCount() - 1));
                }
                Capabilities.check(step, core(core));
                cores.add(core);
            }
        }
        return cores;
    }

    private static TreeSet<Integer> coresOf(Step step, Map<String, NumberedGroup> groups) {
        return switch (step) {
            case Step.Product(var product, _) ->
                new TreeSet<>(product.shares().stream().map(s -> groups.get(s.group()).op().core()).toList());
            case Step.Sum(var sum, _) -> new TreeSet<>(List.of(sum.core()));
            case Step.Elementwise(_, var core) -> new TreeSet<>(List.of(core));
            case Step.Pool(_, var core) -> new TreeSet<>(List.of(core));
            case Step.Move(_, _, var core) -> new TreeSet<>(List.of(core));
        };
    }

    /** Live ranges of all values, and their addresses behind the room that constants may take. */
    private static GlobalMemory place(FuncOp function, List<Step> steps, SegmentMemory shared) {
        var memory = new GlobalMemory();
        shared.fix(function, memory);
        function.entry().arguments().forEach(argument -> memory.use(argument, -1));
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            steps.get(i).reads().forEach(value -> memory.use(value, step));
            memory.use(steps.get(i).writes(), step);
        }
        results(function).forEach(value -> memory.use(value, steps.size()));
        memory.allocate(Math.max(ConstantRoom.bytes(steps), shared.end()));
        return memory;
    }

    /** Bytes of global memory that a segment uses, from address 0. */
    static long globalBytes(FuncOp function, SegmentMemory shared) {
        return place(function, steps(function), shared).bytes();
    }

    /** Bytes that a segment's constants take at most, from address 0. */
    static long constantBytes(FuncOp function) {
        return ConstantRoom.bytes(steps(function));
    }

    /** What a device function returns. */
    static List<Value> results(FuncOp function) {
        return function.entry().last().operands();
    }

    private static void requireBytes(FuncOp function, Value value) {
        var element = value.type() instanceof TensorType t ? t.element() : value.type();
        var stored = element instanceof QuantizedType q ? q.storageType() : element;
        if (!(stored instanceof IntegerType i) || i.width() != Byte.SIZE) {
            throw new CodegenException(function,
                    "an argument is %s, but values on the chip have elements of one byte".formatted(value.type()));
        }
    }

    /** Emits a step; what no instruction can say becomes an error that names the operation. */
    private void emitChecked(Step step, Map<String, NumberedGroup> groups, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        try {
            emit(step, groups, codes, memory);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CodegenException(step.op(), "it does not fit the instruction set: " + e.getMessage(), e);
        }
    }

    private void emit(Step step, Map<String, NumberedGroup> groups, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        for (int core : coresOf(step, groups)) {
            codes.get(core).begin(step.op());
        }
        switch (step) {
            case Step.Product product -> emitProduct(product, groups, codes, memory);
            case Step.Sum sum -> new SumEmitter(codes.get(sum.sum().core()), chip, sum, memory).emit();
            case Step.Elementwise(var op, var core) -> new ElementwiseEmitter(codes.get(core), chip, op, memory).emit();
            case Step.Pool(var op, var core) -> new PoolEmitter(codes.get(core), chip, op, memory).emit();
            case Step.Move(var move, var op, var core) -> new MoveEmitter(codes.get(core), chip, op, memory).emit(move);
        }
    }

    private void emitProduct(Step.Product step, Map<String, NumberedGroup> groups, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        var byCore = new TreeMap<Integer, List<ProductRange.Share>>();
        for (var share : step.product().shares()) {
            var group = groups.get(share.group());
            byCore.computeIfAbsent(group.op().core(), _ -> new ArrayList<>()).add(new ProductRange.Share(group.id(), share.firstChannel(),
                    share.channels(), share.firstColumn(), group.op().columns()));
        }
        ProductChecks.check(step.product(), byCore);
        var map = WindowedMap.of(step.product().input(), step.op().result(), step.product().window());
        byCore.forEach((number, shares) -> {
            var code = codes.get(number);
            var core = core(number);
            for (var range : ProductRange.split(step, map, shares, core)) {
                code.scope(() -> new ProductEmitter(code, core, step, range, memory).emit());
            }
        });
    }

    private Core core(int number) {
        return chip.typeOf(number).core();
    }

    private SegmentImage image(FuncOp function, Map<String, NumberedGroup> groups, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        var programs = codes.values().stream().map(code -> CoreProgram.of(code.core(), code.build(), tables(groups, code.core()), codec))
                .toList();
        programs.forEach(program -> checkInstructionMemory(function, program));
        var inputs = function.entry().arguments().stream().map(argument -> (long) memory.address(argument)).toList();
        var outputs = results(function).stream().map(value -> (long) memory.address(value)).toList();
        return new SegmentImage(programs, memory.constants(), inputs, outputs, memory.bytes());
    }

    private void checkInstructionMemory(FuncOp function, CoreProgram program) {
        long capacity = chip.typeOf(program.core()).core().instructionMemKib() * 1024L;
        if (program.code().length > capacity) {
            throw new CodegenException(function,
                    "the program of core %d has %d bytes, but instruction memory has %d".formatted(program.core(),
                            program.code().length, capacity));
        }
    }

    private void checkGlobalMemory(FuncOp function, GlobalMemory memory) {
        if (memory.bytes() > chip.chip().globalMem().bytes()) {
            throw new CodegenException(function,
                    "feature maps and parameters need %d bytes at once, but global memory has %d".formatted(memory.bytes(),
                            chip.chip().globalMem().bytes()));
        }
    }

    private static List<ArrayGroup> tables(Map<String, NumberedGroup> groups, int core) {
        return groups.values().stream().filter(g -> g.op().core() == core).map(CodeGenerator::table).toList();
    }

    private static ArrayGroup table(NumberedGroup group) {
        var op = group.op();
        var slices = op.blocks().stream().map(b -> new CrossbarSlice(b.crossbar(), b.crossbarRow(), b.crossbarColumn(), b.matrixRow(),
                b.matrixColumn(), b.rows(), b.columns(), b.slice(), b.replica())).toList();
        var bits = Arrays.stream(op.sliceBits()).boxed().toList();
        try {
            return new ArrayGroup(group.id(), op.rows(), op.columns(), bytes(op, op.matrix()), encoding(op), bits, slices,
                    op.converter().map(CodeGenerator::converter));
        } catch (IllegalArgumentException e) {
            throw new CodegenException(op, e.getMessage());
        }
    }

    private static Converter converter(qcc.dialect.cim.Converter converter) {
        var signing = switch (converter.signing()) {
            case OFFSET -> Converter.Signing.OFFSET;
            case MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
        };
        var table = converter.steps();
        var shape = table.shape();
        var steps = StepTable.of(shape[0], shape[1], shape[2], table.steps());
        return new Converter(converter.bits(), steps, converter.floor() ? Converter.Rounding.FLOOR : Converter.Rounding.NEAREST,
                converter.inputBits(), converter.dacBits(), signing, converter.rowGroups());
    }

    private static WeightEncoding encoding(GroupOp op) {
        return Arrays.stream(WeightEncoding.values()).filter(e -> e.text().equals(op.encoding())).findFirst()
                .orElseThrow(() -> new CodegenException(op, "there is no weight encoding '" + op.encoding() + "'"));
    }

    private static byte[] bytes(Op op, Attribute matrix) {
        return switch (matrix) {
            case DenseResourceAttr r ->
                r.resource().blob().orElseThrow(() -> new CodegenException(op, "the bytes of its matrix are not there")).toArray();
            case DenseElementsAttr d -> elements(d);
            default -> throw new CodegenException(op, "its matrix is not constant data");
        };
    }

    private static byte[] elements(DenseElementsAttr data) {
        var values = data.toLongs();
        var bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
