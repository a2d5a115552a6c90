package qcc.ir.pass;

import java.util.ArrayList;
import java.util.List;

/**
 * Passes to run one after the other on operations of one name. A pipeline is a value; {@link #toString} is its text, which
 * {@link PassRegistry#parse} reads back.
 *
 * @param anchor the name of the operations, or {@link #ANY}
 */
public record Pipeline(String anchor, List<Step> steps) implements Step {
    /** Anchors a pipeline on operations of every name. */
    public static final String ANY = "any";

    /**
     * @throws IllegalArgumentException if a pass runs on operations of another name only
     */
    public Pipeline {
        steps = List.copyOf(steps);
        for (var step : steps) {
            if (step instanceof PassStep(var pass) && !accepts(anchor, pass.info())) {
                throw new IllegalArgumentException(misplaced(anchor, pass.info()));
            }
        }
    }

    static boolean accepts(String anchor, PassInfo info) {
        return info.anchor().isEmpty() || info.anchor().equals(anchor);
    }

    static String misplaced(String anchor, PassInfo info) {
        return "pass '%s' runs on '%s', not on '%s': write %s(%s)".formatted(info.name(), info.anchor(), anchor, info.anchor(),
                info.name());
    }

    /** A pipeline of passes that all run on operations of the given name. */
    public static Pipeline of(String anchor, Pass... passes) {
        var steps = new ArrayList<Step>();
        for (var pass : passes) {
            steps.add(new PassStep(pass));
        }
        return new Pipeline(anchor, steps);
    }

    /** A pipeline in which runs of passes for operations of another name are nested: what {@code --a --b} on a command line means. */
    public static Pipeline nesting(String anchor, List<? extends Pass> passes) {
        var steps = new ArrayList<Step>();
        for (var pass : passes) {
            var inner = pass.info().anchor();
            if (accepts(anchor, pass.info())) {
                steps.add(new PassStep(pass));
            } else if (!steps.isEmpty() && steps.getLast() instanceof Pipeline last && last.anchor.equals(inner)) {
                steps.set(steps.size() - 1, last.with(new PassStep(pass)));
            } else {
                steps.add(of(inner, pass));
            }
        }
        return new Pipeline(anchor, steps);
    }

    /** This pipeline with one more step at the end. */
    public Pipeline with(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new Pipeline(anchor, more);
    }

    /** The number of passes, those of nested pipelines included. */
    public int passCount() {
        int count = 0;
        for (var step : steps) {
            count += switch (step) {
                case PassStep _ -> 1;
                case Pipeline nested -> nested.passCount();
            };
        }
        return count;
    }

    /** The text with a line for each step, steps of nested pipelines indented. */
    public String describe() {
        return describe("");
    }

    private String describe(String indent) {
        var lines = steps.stream().map(step -> switch (step) {
            case PassStep pass -> indent + "  " + pass;
            case Pipeline nested -> indent + "  " + nested.describe(indent + "  ");
        }).toList();
        return steps.isEmpty() ? anchor + "()" : anchor + "(\n" + String.join(",\n", lines) + "\n" + indent + ")";
    }

    /** The text: {@code builtin.module(func.func(canonicalize{max-iterations=10},cse))}. */
    @Override
    public String toString() {
        return anchor + "(" + String.join(",", steps.stream().map(Step::toString).toList()) + ")";
    }
}
