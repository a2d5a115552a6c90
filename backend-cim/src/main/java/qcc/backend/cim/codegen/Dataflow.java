package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import qcc.ir.Value;

/**
 * Which core waits for which: who reads what others make, and who writes where others may still be at work on an older value. Everything that
 * is waited for has a token; what stays on one core needs none.
 */
final class Dataflow {
    /** Something that a token tells. */
    sealed interface Event {}

    /** Rows of a step's result: the token counts them. */
    record RowsMade(int step, Part part) implements Event {}

    /** All that a core does in a step: the token becomes 1. */
    record WorkDone(int step, int core) implements Event {}

    private record CoreStep(int step, int core) {}

    private final List<PlannedStep> steps;
    private final Map<Value, Integer> makers = new HashMap<>();
    private final Map<Event, Integer> tokens = new LinkedHashMap<>();
    private final Map<CoreStep, List<WorkDone>> reuses = new HashMap<>();
    private final Set<Integer> streams = new HashSet<>();

    /**
     * @param steps in program order
     * @param memory with the addresses of their values
     */
    Dataflow(List<PlannedStep> steps, GlobalMemory memory) {
        this.steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            makers.put(GlobalMemory.storage(steps.get(i).step().writes()), i);
        }
        for (int i = 0; i < steps.size(); i++) {
            findReads(i);
        }
        findReuses(memory);
    }

    private void findReads(int step) {
        for (int core : steps.get(step).cores()) {
            for (var value : steps.get(step).step().reads()) {
                for (var event : sources(core, value)) {
                    token(event);
                    streams.add(step);
                    streams.add(event.step());
                }
            }
        }
    }

    private int token(Event event) {
        return tokens.computeIfAbsent(event, _ -> tokens.size());
    }

    private void findReuses(GlobalMemory memory) {
        var users = users();
        var known = new HashMap<Integer, Set<WorkDone>>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            var older = new TreeSet<Integer>();
            memory.overlapping(steps.get(i).step().writes()).forEach(value -> older.addAll(users.getOrDefault(value, List.of())));
            var writers = new TreeSet<Integer>();
            steps.get(i).parts().forEach(part -> writers.add(part.core()));
            for (int writer : writers) {
                for (int user : older.headSet(i)) {
                    steps.get(user).cores().stream().filter(core -> core != writer).map(core -> new WorkDone(user, core))
                            .filter(known.computeIfAbsent(writer, _ -> new HashSet<>())::add)
                            .forEach(done -> addReuse(new CoreStep(step, writer), done));
                }
            }
        }
    }

    private void addReuse(CoreStep writer, WorkDone done) {
        token(done);
        reuses.computeIfAbsent(writer, _ -> new ArrayList<>()).add(done);
    }

    /** The steps that write or read each value in memory. */
    private Map<Value, List<Integer>> users() {
        var users = new HashMap<Value, List<Integer>>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i).step();
            var touched = new ArrayList<>(step.reads());
            touched.add(step.writes());
            for (var value : touched) {
                users.computeIfAbsent(GlobalMemory.storage(value), _ -> new ArrayList<>()).add(i);
            }
        }
        return users;
    }

    /** What a core must await before it reads a value: nothing for what it made itself and for arguments. */
    List<RowsMade> sources(int core, Value value) {
        var maker = makers.get(GlobalMemory.storage(value));
        if (maker == null) {
            return List.of();
        }
        return steps.get(maker).parts().stream().filter(part -> part.core() != core).map(part -> new RowsMade(maker, part)).toList();
    }

    /** How the makers of a value that has sources count its rows. */
    RowUnit unit(Value value) {
        return RowUnit.of(steps.get(makers.get(GlobalMemory.storage(value))).step().writes());
    }

    /** What a core must await before it first writes in a step, as others may still use the memory. */
    List<WorkDone> reuses(int step, int core) {
        return reuses.getOrDefault(new CoreStep(step, core), List.of());
    }

    /** The token that tells something; empty if nobody waits for it. */
    OptionalInt tokenOf(Event event) {
        var token = tokens.get(event);
        return token == null ? OptionalInt.empty() : OptionalInt.of(token);
    }

    /** Whether a step reads rows from or makes rows for another core, so that it pays to go row by row. */
    boolean streams(int step) {
        return streams.contains(step);
    }
}
