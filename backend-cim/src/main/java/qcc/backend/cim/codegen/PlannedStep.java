package qcc.backend.cim.codegen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A step and the cores that take part in it.
 *
 * @param step the step
 * @param teams for a product the cores that make its blocks, in the order in which every core makes them; else none
 * @param core for other steps the core
 */
record PlannedStep(Step step, List<ProductTeam> teams, int core) {
    PlannedStep {
        teams = List.copyOf(teams);
    }

    /** A product. */
    static PlannedStep of(Step.Product step, List<ProductTeam> teams) {
        return new PlannedStep(step, teams, teams.getFirst().home().core());
    }

    /** A step on one core. */
    static PlannedStep of(Step step, int core) {
        return new PlannedStep(step, List.of(), core);
    }

    /** All cores that execute something, in ascending order. */
    Set<Integer> cores() {
        if (teams.isEmpty()) {
            return Set.of(core);
        }
        var cores = new TreeSet<Integer>();
        teams.forEach(team -> team.members().forEach(member -> cores.add(member.core())));
        return cores;
    }

    /** What each core writes of the result; those that only help others write nothing. */
    Set<Part> parts() {
        if (teams.isEmpty()) {
            return Set.of(new Part(core, 0, RowUnit.of(step.writes()).rows()));
        }
        var parts = new LinkedHashSet<Part>();
        teams.forEach(team -> parts.add(team.part()));
        return parts;
    }
}
