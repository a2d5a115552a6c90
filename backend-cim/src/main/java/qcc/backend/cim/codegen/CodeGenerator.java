package qcc.backend.cim.codegen;

import java.util.HashMap;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qcc.backend.cim.codegen.CodegenException.Memory;
import qcc.backend.cim.codegen.CodegenException.Shortage;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.chip.Chip;
import qcc.dialect.func.FuncOp;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Makes the instruction streams, group tables and constants of a device function.
 *
 * <p>The function holds operations of the {@code cim} dialect on storage integers, in one block. Every core executes its parts of the steps in
 * the order of the operations, and waits for other cores only where it needs rows that they make, their partial sums, or memory that they
 * still use.
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
        var plan = SegmentPlan.of(function, chip);
        function.entry().arguments().forEach(argument -> requireBytes(function, argument));
        var memory = plan.place(shared);
        checkGlobalMemory(plan, memory);
        var steps = plan.steps();
        var flow = new Dataflow(steps, memory);
        var codes = new TreeMap<Integer, CoreCode>();
        steps.forEach(step -> step.cores().forEach(core -> codes.computeIfAbsent(core, CoreCode::new)));
        for (int i = 0; i < steps.size(); i++) {
            emitChecked(i, steps.get(i), flow, codes, memory);
        }
        return image(function, plan, codes, memory);
    }

    /** What a device function returns. */
    static List<Value> results(FuncOp function) {
        return function.entry().last().operands();
    }

    private static void requireBytes(FuncOp function, Value value) {
        var element = value.type() instanceof TensorType t ? t.element() : value.type();
        var stored = element instanceof QuantizedType q ? q.storageType() : element;
        if (!element.equals(IntegerType.I32) && (!(stored instanceof IntegerType i) || i.width() != Byte.SIZE)) {
            throw new CodegenException(function,
                    "an argument is %s, but values on the chip have elements of one byte, or are sums of i32".formatted(value.type()));
        }
    }

    /** Emits a step; what no instruction can say becomes an error that names the operation. */
    private void emitChecked(int number, PlannedStep planned, Dataflow flow, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        try {
            var tokens = new HashMap<Integer, StepTokens>();
            for (int core : planned.cores()) {
                codes.get(core).begin(planned.step().op());
                tokens.put(core, new StepTokens(codes.get(core), flow, number));
                tokens.get(core).awaitMemory();
            }
            emit(planned, tokens, codes, memory);
            tokens.values().forEach(StepTokens::end);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CodegenException(planned.step().op(), "it does not fit the instruction set: " + e.getMessage(), e);
        }
    }

    private void emit(PlannedStep planned, Map<Integer, StepTokens> tokens, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        var code = codes.get(planned.core());
        var own = tokens.get(planned.core());
        switch (planned.step()) {
            case Step.Product product -> emitProduct(product, planned.teams(), tokens, codes, memory);
            case Step.Sum sum -> new SumEmitter(code, chip, sum, memory, own).emit();
            case Step.Elementwise(var op, _) -> new ElementwiseEmitter(code, chip, op, memory, own).emit();
            case Step.Pool(var op, _) -> new PoolEmitter(code, chip, op, memory, own).emit();
            case Step.Move(var move, var op, _) -> new MoveEmitter(code, chip, op, memory, own).emit(move);
        }
    }

    /** Every core works for its teams in their order, so that messages meet; a core's rows are complete behind its last columns. */
    private void emitProduct(Step.Product step, List<ProductTeam> teams, Map<Integer, StepTokens> tokens, Map<Integer, CoreCode> codes,
            GlobalMemory memory) {
        var last = new HashMap<Part, ProductTeam>();
        teams.forEach(team -> last.put(team.part(), team));
        for (var team : teams) {
            for (var member : team.members()) {
                var code = codes.get(member.core());
                code.scope(() -> new ProductEmitter(code, chip, step, team, member, memory, tokens.get(member.core()),
                        member.finishes() && last.get(team.part()) == team).emit());
            }
        }
    }

    private SegmentImage image(FuncOp function, SegmentPlan plan, Map<Integer, CoreCode> codes, GlobalMemory memory) {
        var programs = codes.values().stream().map(code -> CoreProgram.of(code.core(), code.build(), plan.groups().of(code.core()), codec))
                .toList();
        checkInstructionMemory(function, plan.steps(), programs);
        var inputs = function.entry().arguments().stream().map(argument -> (long) memory.address(argument)).toList();
        var outputs = results(function).stream().map(value -> (long) memory.address(value)).toList();
        return new SegmentImage(programs, memory.constants(), inputs, outputs, memory.bytes());
    }

    private long instructionMemory(CoreProgram program) {
        return chip.typeOf(program.core()).core().instructionMemKib() * 1024L;
    }

    /** Names the core whose program exceeds its memory most, and the operation where there is but one. */
    private void checkInstructionMemory(FuncOp function, List<PlannedStep> steps, List<CoreProgram> programs) {
        var largest = programs.stream()
                .max(Comparator.comparingDouble(program -> (double) program.code().length / instructionMemory(program)));
        if (largest.isEmpty() || largest.get().code().length <= instructionMemory(largest.get())) {
            return;
        }
        int bytes = largest.get().code().length;
        long capacity = instructionMemory(largest.get());
        throw new CodegenException(steps.size() == 1 ? steps.getFirst().step().op() : function,
                "the program of core %d has %d bytes, but instruction memory has %d (core.instruction_mem_kib); use a chip with %d KiB or more"
                        .formatted(largest.get().core(), bytes, capacity, Math.ceilDiv(bytes, 1024)),
                new Shortage(Memory.INSTRUCTIONS, steps.size(), bytes, capacity));
    }

    /** Names the step with the largest maps: they may not fit even alone. */
    private void checkGlobalMemory(SegmentPlan plan, GlobalMemory memory) {
        long capacity = chip.chip().globalMem().bytes();
        if (memory.bytes() <= capacity) {
            return;
        }
        var largest = plan.steps().stream().map(PlannedStep::step).max(Comparator.comparingLong(CodeGenerator::mapBytes)).orElseThrow();
        throw new CodegenException(largest.op(),
                ("its inputs and its result have %d bytes; feature maps and parameters of its segment need %d bytes at once, but global memory "
                        + "has %d (chip.global_mem.kib)")
                        .formatted(mapBytes(largest), memory.bytes(), capacity),
                new Shortage(Memory.GLOBAL, plan.steps().size(), memory.bytes(), capacity));
    }

    private static long mapBytes(Step step) {
        var maps = new HashSet<>(step.reads().stream().map(GlobalMemory::storage).toList());
        maps.add(GlobalMemory.storage(step.writes()));
        return maps.stream().mapToLong(GlobalMemory::bytes).sum();
    }
}
