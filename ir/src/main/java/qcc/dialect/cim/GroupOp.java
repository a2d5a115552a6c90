package qcc.dialect.cim;

import java.util.Arrays;
import java.util.List;
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
 * {@code blocks}, the components of {@link Block} in their order.
 */
public final class GroupOp extends Op implements CimOp, SymbolOp {
    /** Numbers that describe one block of one slice. */
    public static final int BLOCK_NUMBERS = 8;

    /** One slice of a rectangle of the matrix, and where it lies in a crossbar of the core. */
    public record Block(int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int matrixColumn, int rows, int columns,
            int slice) {}

    public static final OpDef<GroupOp> DEF = OpDef.of("cim.group", GroupOp.class, GroupOp::new)
            .summary("a matrix programmed into crossbars of one core")
            .description("""
                    `matrix` is the logical i8 matrix [rows, columns]; row k multiplies element k of a window. It is held once.
                    `blocks` says how it lies in crossbars: for each bit slice of each rectangle of the matrix eight numbers:
                    crossbar of the core, row and column in it, row and column of the matrix, rows, columns, number of the slice (an
                    index into `slice_bits`, least significant first). Rows and columns of a block are those of the matrix; a slice
                    of a weight takes one cell column.

                    `encoding` is `differential_analog`, `differential_digital`, `offset`, `twos_complement` or `xnor`, as in the
                    chip file. `active_rows` is how many rows of a crossbar fire together and `adc_bits` the resolution of its
                    converters, 0 where nothing is converted: with these an operation can be interpreted without the chip file.""")
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
            .attribute("blocks", ArrayAttr.class, "where each slice of each block lies")
            .format("attr-dict");

    private GroupOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a group. */
    public static GroupOp create(OpBuilder builder, Location location, String name, Attribute matrix, int core, String encoding,
            int[] sliceBits,
            int activeRows, List<Block> blocks) {
        var entries = blocks.stream()
                .map(b -> (Attribute) DenseArrayAttr.ofLongs(b.crossbar(), b.crossbarRow(), b.crossbarColumn(), b.matrixRow(),
                        b.matrixColumn(), b.rows(), b.columns(), b.slice()))
                .toList();
        return builder.create(DEF, new OpState(location).property(SymbolOp.NAME, new StringAttr(name)).property("matrix", matrix)
                .property("core", IntegerAttr.of(core)).property("encoding", new StringAttr(encoding))
                .property("slice_bits", DenseArrayAttr.ofLongs(Arrays.stream(sliceBits).asLongStream().toArray()))
                .property("active_rows", IntegerAttr.of(activeRows)).property("blocks", new ArrayAttr(entries)));
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

    public List<Block> blocks() {
        return property("blocks", ArrayAttr.class).elements().stream().map(e -> ((DenseArrayAttr) e).toInts())
                .map(n -> new Block(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7])).toList();
    }

    @Override
    public void verify(Verifier check) {
        boolean data = matrix() instanceof DenseElementsAttr || matrix() instanceof DenseResourceAttr;
        if (!data || matrixType().rank() != 2 || !matrixType().shape().isStatic() || !matrixType().element().equals(IntegerType.I8)) {
            check.error("expects a matrix of type tensor<rows x columns x i8>");
            return;
        }
        for (var entry : property("blocks", ArrayAttr.class)) {
            if (!(entry instanceof DenseArrayAttr numbers) || numbers.size() != BLOCK_NUMBERS) {
                check.error("expects %d numbers for each block", BLOCK_NUMBERS);
                return;
            }
        }
        blocks().stream().filter(b -> b.matrixRow() + b.rows() > rows() || b.matrixColumn() + b.columns() > columns())
                .findFirst()
                .ifPresent(b -> check.error("has a block of %d x %d at row %d, column %d outside its %d x %d matrix", b.rows(), b.columns(),
                        b.matrixRow(), b.matrixColumn(), rows(), columns()));
    }
}
