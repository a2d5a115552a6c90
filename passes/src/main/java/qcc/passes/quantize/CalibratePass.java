package qcc.passes.quantize;

import java.util.List;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterException;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;
import qcc.tensor.TensorFileException;

/**
 * Executes a function on samples and notes the range of every value.
 *
 * <pre>
 * %0 = nn.conv %x, %w {...}      becomes      %0 = nn.conv %x, %w {..., qcc.range = [-1.5, 6.0]}
 * </pre>
 *
 * The samples are those of the options or, without such options, the {@link CalibrationData} handed in with the context.
 */
@PassInfo(name = "calibrate", summary = "executes samples and notes the range of every value", effect = NumericEffect.EXACT, anchor = "func.func")
public record CalibratePass(@Option("how a range follows from the values seen") Method method,
        @Option("percent of the values that a range keeps, for the method percentile") double percentile,
        @Option("files with samples, one for each input") List<String> data,
        @Option("samples used at most; 0 for all") long samples,
        @Option("samples executed at once") int blockSize,
        @Option("standard normal samples instead of files") int random,
        @Option("seed of the standard normal samples") long seed) implements Pass {

    /** How a range follows from the values seen. */
    public enum Method {
        /** The smallest and the largest value. */
        MINMAX,
        /** What is left when the outermost values are cut off. */
        PERCENTILE
    }

    public CalibratePass {
        data = List.copyOf(data);
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be above 0 and at most 100: " + percentile);
        }
        if (samples < 0 || random < 0 || blockSize < 1) {
            throw new IllegalArgumentException("samples and random must not be negative, and block-size must be positive");
        }
        if (random > 0 && !data.isEmpty()) {
            throw new IllegalArgumentException("samples come from files or are random, not both");
        }
    }

    public CalibratePass() {
        this(Method.MINMAX, 99.99, List.of(), 0, 16, 0, 0);
    }

    @Override
    public Result run(Op root, PassContext context) {
        if (root.region(0).isEmpty()) {
            return Result.UNCHANGED;
        }
        var recorder = new RangeRecorder(method, percentile);
        try {
            var source = source(root, context);
            if (source == null) {
                return context.error(root, "has no calibration samples: name files with data=FILE, or ask for random=N samples");
            }
            context.count("samples", execute(root, source, recorder));
        } catch (InterpreterException e) {
            return context.error(e.op(), "%s", e.detail());
        } catch (TensorFileException | IllegalArgumentException e) {
            return context.error(root, "cannot be calibrated: %s", e.getMessage());
        }
        var rewriter = new Rewriter(info().name());
        context.count("ranges", recorder.assign(rewriter));
        return Result.changedIf(rewriter.changeCount() > 0);
    }

    private CalibrationData source(Op root, PassContext context) {
        if (random > 0) {
            return CalibrationData.random(root, random, seed);
        }
        return data.isEmpty() ? context.find(CalibrationData.class).orElse(null) : CalibrationData.open(data);
    }

    private long execute(Op function, CalibrationData source, RangeRecorder recorder) {
        var interpreter = new Interpreter(function.parentOp(), InterpreterOptions.defaults().withObserver(recorder));
        long count = samples == 0 ? source.count() : Math.min(samples, source.count());
        for (long from = 0; from < count; from += blockSize) {
            int size = (int) Math.min(blockSize, count - from);
            var arguments = source.read(function, from, size);
            recorder.beginBlock(function, from, arguments);
            interpreter.run((FuncOp) function, arguments);
        }
        return count;
    }
}
