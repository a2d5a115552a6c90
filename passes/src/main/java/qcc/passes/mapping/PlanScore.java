package qcc.passes.mapping;

/**
 * What a plan is judged by.
 *
 * @param latency cycles of one inference, if operations begin as soon as the rows exist that they need first
 * @param interval cycles from one inference to the next, where each core begins one when it has ended the one before
 * @param hopBytes bytes moved, times the links that they take
 */
record PlanScore(double latency, double interval, double hopBytes) {
    /** A plan must be better by this part to be preferred to a simpler one: the model is a model. */
    private static final double MARGIN = 0.02;
    /** The same for a plan that needs finer control. */
    private static final double LEVEL_MARGIN = 0.1;

    private double first(Objective objective) {
        return objective == Objective.LATENCY ? latency : interval;
    }

    private double second(Objective objective) {
        return objective == Objective.LATENCY ? interval : latency;
    }

    /**
     * Whether a plan of this score is preferred to a simpler one: clearly faster, or no slower and clearly faster in the other respect; and in both
     * no slower than the simplest.
     */
    boolean isClearlyBetter(PlanScore simpler, PlanScore simplest, Objective objective) {
        double rest = 1 - MARGIN;
        boolean faster = first(objective) < rest * simpler.first(objective)
                || first(objective) <= simpler.first(objective) && second(objective) < rest * simpler.second(objective);
        return faster && latency <= simplest.latency && interval <= simplest.interval;
    }

    /** Whether a plan that needs finer control is preferred: faster by far, and in the other respect no slower. */
    boolean isWorthFinerControl(PlanScore coarser, Objective objective) {
        return first(objective) < (1 - LEVEL_MARGIN) * coarser.first(objective) && second(objective) <= coarser.second(objective);
    }

    /** Whether a plan of the same kind is better, however little. */
    boolean isBetter(PlanScore other, Objective objective) {
        if (first(objective) != other.first(objective)) {
            return first(objective) < other.first(objective);
        }
        return second(objective) != other.second(objective) ? second(objective) < other.second(objective) : hopBytes < other.hopBytes;
    }
}
