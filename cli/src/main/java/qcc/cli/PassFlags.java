package qcc.cli;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassRegistry;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Source;

/**
 * The words of a command line with passes as flags taken out: {@code --canonicalize}, {@code --cse='option=value'}.
 *
 * @param passes in the order of the flags
 * @param others everything else
 */
record PassFlags(List<Pass> passes, List<String> others) {
    /** An option whose value, if it has one, stands behind an equals sign; the next word never belongs to it. */
    static final String SPLIT = "--split-input-file";

    /** Words with one dash that are no abbreviation of an option of {@code mlir-opt}. */
    private static final List<String> SHORT = List.of("-o", "-p", "-h", "-V", "-");

    PassFlags {
        passes = List.copyOf(passes);
        others = List.copyOf(others);
    }

    /**
     * Sorts words. A long option may begin with one dash, as {@code mlir-opt} has it.
     *
     * @throws InputException if the options of a pass cannot be read
     */
    static PassFlags of(List<String> words, PassRegistry registry) {
        var passes = new ArrayList<Pass>();
        var others = new ArrayList<String>();
        for (var word : words) {
            var option = word.startsWith("-") && !word.startsWith("--") && !SHORT.contains(word) ? "-" + word : word;
            int equals = option.indexOf('=');
            var name = equals < 0 ? option : option.substring(0, equals);
            if (name.startsWith("--") && registry.find(name.substring(2)).isPresent()) {
                passes.add(pass(name.substring(2), equals < 0 ? "" : option.substring(equals + 1), registry));
            } else {
                others.add(option.equals(SPLIT) ? SPLIT + "=" + Source.SEPARATOR : option);
            }
        }
        return new PassFlags(passes, others);
    }

    private static Pass pass(String name, String options, PassRegistry registry) {
        try {
            return registry.parsePass(name, options);
        } catch (PipelineException e) {
            throw new InputException("--%s: %s".formatted(name, e.getMessage()), e);
        }
    }
}
