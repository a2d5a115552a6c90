package qcc.dialect.cim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.TensorType;
import qcc.ir.Verifier;

/**
 * An array group: a logical i8 matrix [rows, columns] programmed into crossbars of one core.
 *
 * <p>The matrix is held once; how it is cut into blocks and bit slices is geometry beside it: for each slice of each block eight numbers in
 * {@code blocks}, the components of {@link Block} in their order, and a ninth where it belongs to another replica than the first.
 */
public final class GroupOp extends Op implements CimOp, SymbolOp {
    /** Numbers that describe one block of one slice. */
    public static final int BLOCK_NUMBERS = 8;

    /**
     * One slice of a rectangle of the matrix, and where it lies in a crossbar of the core.
     *
     * @param replica the copy of the matrix that it belongs to, from 0
     */
    public record Block(int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int matrixColumn, int rows, int columns,
            int slice, int replica) {
        /** What part of the matrix it holds, wherever that lies. */
        private Block content() {
            return new Block(0, 0, 0, matrixRow, matrixColumn, rows, columns, slice, 0);
        }
    }

    public static final OpDef<GroupOp> DEF = OpDef.of("cim.group", GroupOp.class, GroupOp::new)
            .summary("a matrix programmed into crossbars of one core")
            .description(
                    """
                            `matrix` is the logical i8 matrix [rows, columns]; row k multiplies element k of a window. It is held once.
                            `blocks` says how it lies in crossbars: for each bit slice of each rectangle of the matrix eight numbers:
                            crossbar of the core, row and column in it, row and column of the matrix, rows, columns, number of the slice (an
                            index into `slice_bits`, least significant first). Rows and columns of a block are those of the matrix; a slice
                            of a weight takes one cell column. A ninth number says to which copy of the matrix (replica) the block belongs;
                            without it that is replica 0. All replicas are cut alike. They compute side by side, each another position.

                            `encoding` is `differential_analog`, `differential_digital`, `offset`, `twos_complement` or `xnor`, as in the
                            chip file. `active_rows` is how many rows of a crossbar fire together and `adc_bits` the resolution of its
                            converters, 0 where nothing is converted: with these an operation can be interpreted without the chip file.

                            Where column sums are converted, `row_groups` are the rows of each conversion in the order of the matrix's rows.
                            An input x of `input_bits` bits is driven in phases of `dac_bits`, as `input_signing` says: bits of `x + 128`
                            (`offset`, and `none` for inputs whose zero point is -128); of two's complement, the sign bit in a phase of its
                            own, which is subtracted (`msb_subtract`); of `max(x, 0)` and then of `max(-x, 0)`, whose phases are subtracted
                            (`pos_neg`); digits d of b bits of `x + 128` as levels `2 * d - (2^b - 1)` (`bipolar`).

                            A weight w is cut into slices of cells, as `encoding` says: bits of `w + 2^(bits-1)` (`offset`); of two's
                            complement, whose last slice is subtracted if it has one bit and is a signed number if it has more
                            (`twos_complement`); of its positive and of its negative part (`differential_digital`,
                            `differential_analog`); bits of `w + 2^(bits-1)` as cells of -1 and 1 (`xnor`).

                            Per phase, slice and row group (and sign of `differential_digital`) the sum S of a column becomes
                            `clamp(floor((S + floor(D/2)) / D)) * D` where `rounding` is `nearest`, `clamp(floor(S / D)) * D` where it is
                            `floor`. Codes are 0 to `2^adc_bits - 1`, and `-2^(adc_bits-1)` to `2^(adc_bits-1) - 1` where S can be negative:
                            with `differential_analog`, `bipolar`, and in a signed slice. With `xnor` the number of levels that agree,
                            `A = (S + X * rows) / 2` with X = `2^b - 1`, is converted like an S that cannot be negative, and stands for
                            `2 * A - X * rows`. The steps D are `adc_steps`, [row groups, planes, columns], with an axis of size 1 where all
                            share theirs; planes are the slices, and with `differential_digital` the positive and the negative part of each.

                            With f = `adc_fraction_bits` the entries of `adc_steps` are d = `2^f * D`: the code is
                            `clamp(floor((2^f * S + floor(d/2)) / d))` or `clamp(floor(2^f * S / d))`, its value `code * d` in units of 2^-f.

                            The values are shifted to their places and added; the total T of all phases, planes and row groups of the
                            group is rounded once to an integer, `floor((T + 2^(f-1)) / 2^f)`. What the offsets of inputs and weights add is subtracted
                            exactly; with `bipolar` and `xnor` the result is halved for each, rounded down.""")
            .example("""
                    cim.group {active_rows = 64 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 18, 4, 0>, array<i64: 0, 0, 64, 0, 0, 18, 4, 1>],
                               core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<18x4xi8>,
                               slice_bits = array<i64: 4, 4>, sym_name = "group_0"}""")
            .attribute(SymbolOp.NAME, StringAttr.class, "the name")
            .attribute("matrix", Attribute.class, "dense or dense_resource data of type tensor<rows x columns x i8>")
            .attribute("core", IntegerAttr.class, "the core whose crossbars hold it")
            .attribute("encoding", StringAttr.class, "how signs are held in cells, as the chip file spells it")
            .attribute("slice_bits", DenseArrayAttr.class, "bits of each slice of a weight, least significant first")
            .attribute("active_rows", IntegerAttr.class, "rows of a crossbar that are active at once")
            .attribute("adc_bits", IntegerAttr.of(0), "bits of the converters; 0 where nothing is converted")
            .attribute("adc_steps", steps(StepTable.uniform(1)),
                    "the steps of the converters, [row groups or 1, planes or 1, columns or 1]")
            .attribute("adc_fraction_bits", IntegerAttr.of(0), "bits of the steps behind the point; 0 where they are integers")
            .attribute("rounding", new StringAttr("nearest"), "`nearest` or `floor`")
            .attribute("input_bits", IntegerAttr.of(Converter.INPUT_BITS), "bits of an input")
            .attribute("dac_bits", IntegerAttr.of(1), "bits of an input driven in one phase")
            .attribute("input_signing", new StringAttr("offset"), "`none`, `offset`, `msb_subtract`, `pos_neg` or `bipolar`")
            .attribute("row_groups", DenseArrayAttr.ofLongs(), "rows of each conversion; empty where nothing is converted")
            .attribute("blocks", ArrayAttr.class, "where each slice of each block lies")
            .format("attr-dict");

    private GroupOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a group. */
    public static GroupOp create(OpBuilder builder, Location location, String name, Attribute matrix, int core, String encoding,
            int[] sliceBits, int activeRows, List<Block> blocks) {
        return builder.create(DEF, state(location, name, matrix, core, encoding, sliceBits, activeRows, blocks));
    }

    /** Makes a group whose column sums are converted. */
    public static GroupOp create(OpBuilder builder, Location location, String name, Attribute matrix, int core, String encoding,
            int[] sliceBits, int activeRows, List<Block> blocks, Converter converter) {
        return builder.create(DEF, state(location, name, matrix, core, encoding, sliceBits, activeRows, blocks)
                .property("adc_bits", IntegerAttr.of(converter.bits())).property("adc_steps", steps(converter.steps()))
                .property("adc_fraction_bits", IntegerAttr.of(converter.steps().fractionBits()))
                .property("rounding", new StringAttr(converter.floor() ? "floor" : "nearest"))
                .property("input_bits", IntegerAttr.of(converter.inputBits())).property("dac_bits", IntegerAttr.of(converter.dacBits()))
                .property("input_signing", new StringAttr(converter.signing().text()))
                .property("row_groups", DenseArrayAttr.ofLongs(converter.rowGroups().stream().mapToLong(Integer::longValue).toArray())));
    }

    private static DenseElementsAttr steps(StepTable table) {
        var shape = Arrays.stream(table.shape()).asLongStream().toArray();
        return DenseElementsAttr.ofLongs(TensorType.of(IntegerType.I32, shape), Arrays.stream(table.steps()).asLongStream().toArray());
    }

    private static OpState state(Location location, String name, Attribute matrix, int core, String encoding, int[] sliceBits,
            int activeRows, List<Block> blocks) {
        var entries = blocks.stream().map(GroupOp::numbers).toList();
        return new OpState(location).property(SymbolOp.NAME, new StringAttr(name)).property("matrix", matrix)
                .property("core", IntegerAttr.of(core)).property("encoding", new StringAttr(encoding))
                .property("slice_bits", DenseArrayAttr.ofLongs(Arrays.stream(sliceBits).asLongStream().toArray()))
                .property("active_rows", IntegerAttr.of(activeRows)).property("blocks", new ArrayAttr(entries));
    }

    private static Attribute numbers(Block block) {
        var numbers = new long[]{block.crossbar, block.crossbarRow, block.crossbarColumn, block.matrixRow, block.matrixColumn, block.rows,
                block.columns, block.slice, block.replica};
        return DenseArrayAttr.ofLongs(block.replica == 0 ? Arrays.copyOf(numbers, BLOCK_NUMBERS) : numbers);
    }

    public String groupName() {
        return stringProperty(SymbolOp.NAME);
    }

    /** The data of the matrix. */
    public Attribute matrix() {
        return property("matrix", Attribute.class);
    }

    private TensorType matrixType() {
        return switch (matrix()) {
            case DenseElementsAttr d when d.type() instanceof TensorType t -> t;
            case DenseResourceAttr r when r.type() instanceof TensorType t -> t;
            default -> throw new IllegalStateException("the matrix is not tensor data");
        };
    }

    public int rows() {
        return Math.toIntExact(matrixType().dimension(0));
    }

    public int columns() {
        return Math.toIntExact(matrixType().dimension(1));
    }

    public int core() {
        return (int) longProperty("core");
    }

    public String encoding() {
        return stringProperty("encoding");
    }

    public int[] sliceBits() {
        return property("slice_bits", DenseArrayAttr.class).toInts();
    }

    public int activeRows() {
        return (int) longProperty("active_rows");
    }

    /** How column sums are converted; empty where nothing is. */
    public Optional<Converter> converter() {
        if (longProperty("adc_bits") == 0) {
            return Optional.empty();
        }
        var rowGroups = Arrays.stream(property("row_groups", DenseArrayAttr.class).toInts()).boxed().toList();
        var signing = Converter.Signing.named(stringProperty("input_signing")).orElseThrow();
        return Optional.of(new Converter((int) longProperty("adc_bits"), steps(),
                stringProperty("rounding").equals("floor"), (int) longProperty("input_bits"), (int) longProperty("dac_bits"), signing,
                rowGroups));
    }

    private StepTable steps() {
        var data = property("adc_steps", DenseElementsAttr.class);
        var shape = ((TensorType) data.type()).shape();
        return StepTable.of((int) shape.dimension(0), (int) shape.dimension(1), (int) shape.dimension(2),
                Arrays.stream(data.toLongs()).mapToInt(step -> (int) step).toArray())
                .withFractionBits((int) longProperty("adc_fraction_bits"));
    }

    /** Gives the converters other steps. */
    public void setSteps(OpBuilder builder, StepTable table) {
        builder.setProperty(this, "adc_steps", steps(table));
        builder.setProperty(this, "adc_fraction_bits", IntegerAttr.of(table.fractionBits()));
    }

    /** Planes of cells that are converted: the slices of the weights, and each sign of them where it is converted on its own. */
    public int planes() {
        return sliceBits().length * (encoding().equals("differential_digital") ? 2 : 1);
    }

    public List<Block> blocks() {
        return property("blocks", ArrayAttr.class).elements().stream().map(e -> ((DenseArrayAttr) e).toInts())
                .map(n -> new Block(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n.length == BLOCK_NUMBERS ? 0 : n[BLOCK_NUMBERS]))
                .toList();
    }

    /** Copies of the matrix in the crossbars, at least 1. */
    public int replicas() {
        return 1 + blocks().stream().mapToInt(Block::replica).max().orElse(0);
    }

    @Override
    public void verify(Verifier check) {
        boolean data = matrix() instanceof DenseElementsAttr || matrix() instanceof DenseResourceAttr;
        if (!data || matrixType().rank() != 2 || !matrixType().shape().isStatic() || !matrixType().element().equals(IntegerType.I8)) {
            check.error("expects a matrix of type tensor<rows x columns x i8>");
            return;
        }
        for (var entry : property("blocks", ArrayAttr.class)) {
            if (!(entry instanceof DenseArrayAttr numbers) || numbers.size() != BLOCK_NUMBERS && numbers.size() != BLOCK_NUMBERS + 1) {
                check.error("expects %d numbers for each block, or %d with that of its replica", BLOCK_NUMBERS, BLOCK_NUMBERS + 1);
                return;
            }
        }
        verifyReplicas(check);
        blocks().stream().filter(b -> b.matrixRow() + b.rows() > rows() || b.matrixColumn() + b.columns() > columns())
                .findFirst()
                .ifPresent(b -> check.error("has a block of %d x %d at row %d, column %d outside its %d x %d matrix", b.rows(), b.columns(),
                        b.matrixRow(), b.matrixColumn(), rows(), columns()));
        if (longProperty("adc_bits") != 0) {
            verifyConversion(check);
        }
    }

    /** Replicas are numbered without gaps, and hold the same rectangles. */
    private void verifyReplicas(Verifier check) {
        var contents = new TreeMap<Integer, Set<Block>>();
        blocks().forEach(b -> contents.computeIfAbsent(b.replica, _ -> new HashSet<>()).add(b.content()));
        int expected = 0;
        for (var replica : contents.entrySet()) {
            if (replica.getKey() != expected) {
                check.error("has a replica %d but no replica %d", replica.getKey(), expected);
                return;
            }
            if (!replica.getValue().equals(contents.get(0))) {
                check.error("has a replica %d that is cut in another way than replica 0", replica.getKey());
            }
            expected++;
        }
    }

    private void verifyConversion(Verifier check) {
        if (Converter.Signing.named(stringProperty("input_signing")).isEmpty()) {
            check.error("has no known signing of inputs '%s'", stringProperty("input_signing"));
            return;
        }
        if (!List.of("nearest", "floor").contains(stringProperty("rounding"))) {
            check.error("has no known rounding '%s'", stringProperty("rounding"));
            return;
        }
        if (!List.of("differential_analog", "differential_digital", "offset", "twos_complement", "xnor").contains(encoding())) {
            check.error("cannot convert the sums of weights encoded as '%s'", encoding());
            return;
        }
        if (!verifySteps(check)) {
            return;
        }
        var converter = converter().orElseThrow();
        converter.problem().ifPresent(problem -> check.error("%s", problem));
        verifyCells(check, converter);
        long covered = converter.rowGroups().stream().mapToLong(Integer::longValue).sum();
        if (covered != rows() || converter.rowGroups().stream().anyMatch(n -> n < 1 || n > activeRows())) {
            check.error("expects row groups of 1 to %d rows that cover its %d rows", activeRows(), rows());
        }
    }

    private boolean verifySteps(Verifier check) {
        var data = property("adc_steps", DenseElementsAttr.class);
        if (!(data.type() instanceof TensorType type) || type.rank() != 3 || !type.element().equals(IntegerType.I32) || data.size() == 0
                || Arrays.stream(data.toLongs()).anyMatch(step -> step < 1 || step > StepTable.MAX_STEP)) {
            check.error("expects steps of 1 to %d in a tensor<row groups x planes x columns x i32>", StepTable.MAX_STEP);
            return false;
        }
        if (longProperty("adc_fraction_bits") < 0 || longProperty("adc_fraction_bits") > StepTable.MAX_FRACTION_BITS) {
            check.error("expects steps with 0 to %d fraction bits", StepTable.MAX_FRACTION_BITS);
            return false;
        }
        int groups = property("row_groups", DenseArrayAttr.class).size();
        if (!steps().covers(groups, planes(), columns())) {
            check.error("has %s steps for %d row groups, %d planes and %d columns", type.shape(), groups, planes(), columns());
            return false;
        }
        return true;
    }

    private void verifyCells(Verifier check, Converter converter) {
        var bits = sliceBits();
        if (Arrays.stream(bits).anyMatch(b -> b < 1 || b > Converter.MAX_SLICE_BITS)) {
            check.error("expects slices of 1 to %d bits where sums are converted", Converter.MAX_SLICE_BITS);
            return;
        }
        int needed = encoding().startsWith("differential") ? 7 : 8;
        if (Arrays.stream(bits).sum() < needed) {
            check.error("expects slices of %d bits together for weights of 8 bits", needed);
        }
        if (encoding().equals("xnor")
                && (converter.signing() != Converter.Signing.BIPOLAR || Arrays.stream(bits).anyMatch(b -> b != 1))) {
            check.error("expects slices of 1 bit and bipolar inputs for xnor cells");
        }
        long widest = (1L << converter.dacBits()) - 1 << Arrays.stream(bits).max().orElse(0);
        long rows = converter.rowGroups().stream().mapToLong(Integer::longValue).max().orElse(0);
        if (rows * widest > Converter.MAX_SUM) {
            check.error("has column sums of up to %d rows beyond %d", rows, Converter.MAX_SUM);
        }
    }
}
