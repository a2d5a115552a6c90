package qcc.chip;

import java.util.List;
import java.util.stream.Collectors;

/** A chip description that cannot be used, with every problem found in it in the order of the file. */
public final class ChipException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one problem, in the order to print */
    public ChipException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
