package qcc.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.sim.array.InputCode;
import qcc.sim.array.ProductModel;
import qcc.sim.array.ProductStep;
import qcc.sim.array.ProductTrace;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Golden vectors of one array group in the two forms that docs/inspecting-programs.md describes. */
record GoldenFile(String network, String chip, int segment, int core, ArrayGroup group, ProductModel model, List<ProductTrace> traces) {
    private static final int FORMAT = 1;

    /** The JSON form. */
    private record Document(int format, String network, String chip, int segment, int core, int group, int rows, int columns,
            String encoding, List<Integer> sliceBits, int weightConstant, String inputSigned, int inputConstant, int divisor,
            List<InputCode.Phase> phases, List<Step> steps, int[] converterSteps, int fractionBits,
            List<Vector> vectors) {}

    private record Step(int slice, String reading, int factor, int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int rows,
            int matrixColumn, int columns, int firstSum, int rowGroup) {}

    private record Vector(int[] input, int[][] levels, int[][] columnSums, int[][] codes, long[][] accumulators, long[] corrections,
            long[] sums, int clipped, int rounded) {}

    String json() {
        var inputs = model.inputs();
        return Json.text(new Document(FORMAT, network, chip, segment, core, group.id(), group.rows(), group.columns(),
                group.encoding().text(), group.sliceBits(), model.weights().constant(), inputs.signed().name().toLowerCase(Locale.ROOT),
                inputs.constant(), model.divisor(), inputs.phases(), model.steps().stream().map(this::step).toList(),
                model.converterSteps(), model.fractionBits(),
                traces.stream().map(GoldenFile::vector).toList()));
    }

    private Step step(ProductStep s) {
        return new Step(s.slice(), s.reading().name().toLowerCase(Locale.ROOT), factor(s), s.crossbar(), s.crossbarRow(),
                s.crossbarColumn(), s.matrixRow(), s.rows(), s.matrixColumn(), s.columns(), s.firstSum(), s.rowGroup());
    }

    private int factor(ProductStep step) {
        return model.weights().factor(step.slice()) * step.reading().sign();
    }

    private static Vector vector(ProductTrace t) {
        var input = new int[t.input().length];
        for (var i = 0; i < input.length; i++) {
            input[i] = t.input()[i];
        }
        return new Vector(input, t.levels(), t.columnSums(), t.codes(), t.accumulators(), t.corrections(), t.sums(), t.clipped(),
                t.rounded());
    }

    /** The arrays of the .npz form. */
    SequencedMap<String, Tensor> arrays() {
        var count = traces.size();
        var phases = model.inputs().phases().size();
        var arrays = new LinkedHashMap<String, Tensor>();
        arrays.put("inputs", inputs());
        arrays.put("levels", ints(Shape.of(count, phases, group.rows()), ProductTrace::levels));
        arrays.put("column_sums", ints(Shape.of(count, phases, model.sumCount()), ProductTrace::columnSums));
        arrays.put("codes", ints(Shape.of(count, phases, model.sumCount()), ProductTrace::codes));
        arrays.put("accumulators", longs(Shape.of(count, phases, group.columns()), ProductTrace::accumulators));
        arrays.put("corrections", longs(Shape.of(count, group.columns()), t -> new long[][]{t.corrections()}));
        arrays.put("sums", longs(Shape.of(count, group.columns()), t -> new long[][]{t.sums()}));
        arrays.put("clipped", ints(Shape.of(count), t -> new int[][]{{t.clipped()}}));
        arrays.put("rounded", ints(Shape.of(count), t -> new int[][]{{t.rounded()}}));
        arrays.put("converter_steps", table(List.of(model.converterSteps())));
        arrays.put("phases",
                table(model.inputs().phases().stream().map(p -> new int[]{p.shift(), p.bits(), p.factor(), p.sign()}).toList()));
        arrays.put("steps", table(model.steps().stream().map(this::row).toList()));
        arrays.put("constants", table(List.of(new int[]{model.weights().constant(), model.inputs().constant(), model.divisor(),
                model.fractionBits()})));
        return arrays;
    }

    private int[] row(ProductStep s) {
        return new int[]{s.slice(), s.reading().ordinal(), factor(s), s.crossbar(), s.crossbarRow(), s.crossbarColumn(), s.matrixRow(),
                s.rows(), s.matrixColumn(), s.columns(), s.firstSum(), s.rowGroup()};
    }

    private ByteTensor inputs() {
        var data = new byte[traces.size() * group.rows()];
        for (var i = 0; i < traces.size(); i++) {
            System.arraycopy(traces.get(i).input(), 0, data, i * group.rows(), group.rows());
        }
        return new ByteTensor(Shape.of(traces.size(), group.rows()), data);
    }

    private IntTensor ints(Shape shape, Function<ProductTrace, int[][]> part) {
        var data = new int[shape.elements()];
        var at = 0;
        for (var trace : traces) {
            for (var row : part.apply(trace)) {
                System.arraycopy(row, 0, data, at, row.length);
                at += row.length;
            }
        }
        return new IntTensor(shape, data);
    }

    private LongTensor longs(Shape shape, Function<ProductTrace, long[][]> part) {
        var data = new long[shape.elements()];
        var at = 0;
        for (var trace : traces) {
            for (var row : part.apply(trace)) {
                System.arraycopy(row, 0, data, at, row.length);
                at += row.length;
            }
        }
        return new LongTensor(shape, data);
    }

    private static IntTensor table(List<int[]> rows) {
        var width = rows.getFirst().length;
        var data = new int[rows.size() * width];
        for (var i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, data, i * width, width);
        }
        return new IntTensor(Shape.of(rows.size(), width), data);
    }
}
