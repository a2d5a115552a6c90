package qcc.dialect.cim;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.SymbolRefAttr;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The products of every window of a feature map with the matrices of array groups, as raw sums.
 *
 * <p>Group g multiplies the part of the window over the channels {@code first_channel[g]} to {@code first_channel[g] + channels[g]}, in the
 * order kernel row, kernel column, channel, and adds its columns to the result from {@code first_column[g]} on; groups that meet in a column
 * give partial sums. {@code result[0, y, x, first_column[g] + c] += sum_k window_g(y, x)[k] * matrix_g[k, c]} with raw storage integers;
 * elements outside the map are {@code pad_value}, the input's zero point. Nothing is corrected here: zero points are folded into the bias.
 * Group g works on the rows y from {@code first_row[g]} on, {@code rows[g]} of them: copies of a matrix share the rows between them.
 */
public final class ProductOp extends Op implements CimComputeOp, Pure {
    public static final OpDef<ProductOp> DEF = OpDef.of("cim.product", ProductOp.class, ProductOp::new)
            .summary("matrix-vector products of sliding windows with array groups")
            .description("""
                    For each position of the window and each group g:
                    `result[0, y, x, first_column[g] + c] += sum_k window_g(y, x)[k] * matrix_g[k, c]`. The window of group g covers
                    channels `first_channel[g]` up to but not including `first_channel[g] + channels[g]`, in the order kernel row,
                    kernel column, channel, so that the matrix has `kernel rows * kernel columns * channels[g]` rows. Groups that
                    meet in a column give partial sums.

                    Where `rows` is given, group g works on the rows `first_row[g]` up to but not including `first_row[g] + rows[g]`
                    of the result only, so that copies of one matrix on several cores divide the positions between them. Without it
                    every group works on all rows.

                    The integers are raw storage integers: nothing is corrected here. Elements outside the map are `pad_value`, the
                    input's zero point; what zero points contribute is part of the bias of the `cim.requantize` behind. Sums are i32
                    and never wrap.

                    A sum longer than the chip is made in parts: `sums`, of the shape of the result, are what another product has
                    left in memory and are added here, and `bias` is added to each channel. A result that is not requantized at once
                    is kept in memory.""")
            .example(
                    """
                            cim.group {active_rows = 64 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 18, 4, 0>, array<i64: 0, 0, 64, 0, 0, 18, 4, 1>],
                                       core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<18x4xi8>,
                                       slice_bits = array<i64: 4, 4>, sym_name = "group_0"}
                            %y = cim.product %x {channels = array<i64: 2>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>,
                                                 first_column = array<i64: 0>, groups = [@group_0], kernel = array<i64: 3, 3>, pad_value = -128 : i8,
                                                 pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>}
                                : (tensor<1x8x8x2xi8>) -> tensor<1x8x8x4xi32>""")
            .operand("input", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .optionalOperand("sums", CimTypes.SUM_MAP_PHRASE, CimTypes.SUM_MAP)
            .attribute("groups", ArrayAttr.class, "the symbols of the groups")
            .attribute("first_channel", DenseArrayAttr.class, "for each group the first input channel")
            .attribute("channels", DenseArrayAttr.class, "for each group the number of input channels")
            .attribute("first_column", DenseArrayAttr.class, "for each group the output channel of its first column")
            .attribute("first_row", DenseArrayAttr.ofLongs(), "for each group the first row of the result it works on; empty for row 0")
            .attribute("rows", DenseArrayAttr.ofLongs(), "for each group the rows of the result it works on; empty for all")
            .attribute("kernel", DenseArrayAttr.class, "rows and columns of the window")
            .attribute("strides", DenseArrayAttr.class, "step between windows, down and across")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window, down and across")
            .attribute("pads", DenseArrayAttr.class, "elements added at the top, left, bottom, right")
            .attribute("pad_value", new IntegerAttr(0, IntegerType.I8), "the storage integer of padding")
            .attribute("bias", DenseArrayAttr.ofInts(), "added to the sums of each channel, i32; empty for nothing")
            .result("result", CimTypes.SUM_MAP_PHRASE, CimTypes.SUM_MAP)
            .format("operands attr-dict `:` functional-type");

    private ProductOp(OpState state) {
        super(DEF, state);
    }

    /**
     * One group's share of a product.
     *
     * @param group the symbol of the group
     * @param firstChannel the first input channel it reads
     * @param channels input channels it reads
     * @param firstColumn the output channel of its first column
     * @param firstRow the first row of the result it works on
     * @param rows rows of the result it works on
     */
    public record Share(String group, int firstChannel, int channels, int firstColumn, int firstRow, int rows) {
        /** A share that works on all rows. */
        public Share(String group, int firstChannel, int channels, int firstColumn) {
            this(group, firstChannel, channels, firstColumn, 0, Integer.MAX_VALUE);
        }

        private Share within(long allRows) {
            return new Share(group, firstChannel, channels, firstColumn, firstRow, (int) Math.min(rows, allRows - firstRow));
        }

        /** Whether the share works on a row of the result. */
        public boolean worksOn(int row) {
            return firstRow <= row && row < firstRow + rows;
        }
    }

    /**
     * What is added to the products.
     *
     * @param sums what another product has left in memory
     * @param bias for each output channel; empty for nothing
     */
    public record Addends(Optional<Value> sums, List<Integer> bias) {
        public static final Addends NONE = new Addends(Optional.empty(), List.of());

        public Addends {
            bias = List.copyOf(bias);
        }
    }

    /** Makes the operation without anything to be added; the result has {@code columns} channels, and shares end with its last row. */
    public static ProductOp create(OpBuilder builder, Location location, Value input, List<Share> wanted, Window window, int padValue,
            long columns) {
        return create(builder, location, input, wanted, window, padValue, columns, Addends.NONE);
    }

    /** Makes the operation; the result has {@code columns} channels, and shares end with its last row. */
    public static ProductOp create(OpBuilder builder, Location location, Value input, List<Share> wanted, Window window, int padValue,
            long columns, Addends addends) {
        var shape = window.outputShape(((TensorType) input.type()).shape(), Layout.NHWC, columns);
        var shares = wanted.stream().map(s -> s.within(shape.dimension(1))).toList();
        var state = new OpState(location).operands(Stream.concat(Stream.of(input), addends.sums().stream()).toList())
                .property("groups", new ArrayAttr(shares.stream().map(s -> (Attribute) new SymbolRefAttr(s.group())).toList()))
                .property("first_channel", DenseArrayAttr.ofLongs(shares.stream().mapToLong(Share::firstChannel).toArray()))
                .property("channels", DenseArrayAttr.ofLongs(shares.stream().mapToLong(Share::channels).toArray()))
                .property("first_column", DenseArrayAttr.ofLongs(shares.stream().mapToLong(Share::firstColumn).toArray()))
                .properties(window.properties())
                .property("pad_value", new IntegerAttr(padValue, IntegerType.I8))
                .results(new TensorType(shape, IntegerType.I32));
        if (shares.stream().anyMatch(s -> s.firstRow() != 0 || s.rows() != shape.dimension(1))) {
            state.property("first_row", DenseArrayAttr.ofLongs(shares.stream().mapToLong(Share::firstRow).toArray()))
                    .property("rows", DenseArrayAttr.ofLongs(shares.stream().mapToLong(Share::rows).toArray()));
        }
        if (!addends.bias().isEmpty()) {
            state.property("bias", DenseArrayAttr.ofInts(addends.bias().stream().mapToInt(Integer::intValue).toArray()));
        }
        return builder.create(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    /** What another product has left in memory, to be added. */
    public Optional<Value> sums() {
        return optionalOperand(1);
    }

    /** What is added to the sums of each channel; empty for nothing. */
    public int[] bias() {
        return property("bias", DenseArrayAttr.class).toInts();
    }

    /** Whether the sums are requantized at once; otherwise they are kept in memory. */
    public boolean isRequantized() {
        return result().hasOneUse() && result().firstUse().owner() instanceof RequantizeOp;
    }

    /** The groups in the order in which their sums are added. */
    public List<Share> shares() {
        var first = property("first_channel", DenseArrayAttr.class).toInts();
        var channels = property("channels", DenseArrayAttr.class).toInts();
        var column = property("first_column", DenseArrayAttr.class).toInts();
        var row = property("first_row", DenseArrayAttr.class).toInts();
        var rows = property("rows", DenseArrayAttr.class).toInts();
        int allRows = Math.toIntExact(((TensorType) result().type()).dimension(1));
        var groups = property("groups", ArrayAttr.class);
        return IntStream.range(0, groups.size())
                .mapToObj(i -> new Share(((SymbolRefAttr) groups.get(i)).leaf(), first[i], channels[i], column[i],
                        row.length == 0 ? 0 : row[i], rows.length == 0 ? allRows : rows[i]))
                .toList();
    }

    public Window window() {
        return Window.of(this);
    }

    /** The storage integer of elements outside the map. */
    public int padValue() {
        return (int) longProperty("pad_value");
    }

    @Override
    public void verify(Verifier check) {
        int groups = property("groups", ArrayAttr.class).size();
        if (groups == 0 || longsProperty("first_channel").length != groups || longsProperty("channels").length != groups
                || longsProperty("first_column").length != groups) {
            check.error(
                    "expects a first channel, a number of channels and a first column for each of its groups, of which there is at least one");
            return;
        }
        if (longsProperty("first_row").length != longsProperty("rows").length
                || longsProperty("rows").length != groups && longsProperty("rows").length != 0) {
            check.error("expects a first row and a number of rows for each of its groups, or for none");
            return;
        }
        var columns = ((TensorType) result().type()).dimension(3);
        var expected = window().outputShape(((TensorType) input().type()).shape(), Layout.NHWC, columns);
        if (!expected.equals(((TensorType) result().type()).shape())) {
            check.error("states the result shape %s but %s follows from its window", ((TensorType) result().type()).shape(), expected);
        }
        if (bias().length != 0 && bias().length != columns) {
            check.error("expects a bias for each of %d channels, or none", columns);
        }
        sums().filter(s -> !s.type().equals(result().type())).ifPresent(_ -> check.error("adds sums of another shape than its result"));
        verifyRows(check, ((TensorType) result().type()).dimension(1));
        verifyGroups(check);
    }

    private void verifyRows(Verifier check, long allRows) {
        shares().stream().filter(s -> s.firstRow() < 0 || s.rows() < 1 && allRows > 0 || (long) s.firstRow() + s.rows() > allRows)
                .findFirst()
                .ifPresent(s -> check.error("has a share of @%s over rows %d to %d of a result with %d", s.group(), s.firstRow(),
                        (long) s.firstRow() + s.rows() - 1, allRows));
    }

    private void verifyGroups(Verifier check) {
        var symbols = SymbolTable.nearest(this) == null ? null : new SymbolTable(SymbolTable.nearest(this));
        if (symbols == null) {
            return;
        }
        long taps = window().kernel().stream().reduce(1L, (a, b) -> a * b);
        for (var share : shares()) {
            var group = symbols.lookup(share.group(), GroupOp.class);
            if (group.isEmpty()) {
                check.error("names the group @%s, which does not exist", share.group());
            } else if (group.get().rows() != taps * share.channels()) {
                check.error("multiplies %d window elements with @%s, which has %d rows", taps * share.channels(), share.group(),
                        group.get().rows());
            }
        }
    }
}
