package qcc.backend.cim.codegen;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Op;
import qcc.ir.SymbolTable;

/** The array groups that the products of a function name, numbered on their cores in the order in which they are first named. */
final class SegmentGroups {
    private record Numbered(GroupOp op, int id) {}

    private final Map<String, Numbered> groups = new LinkedHashMap<>();

    SegmentGroups(FuncOp function, List<Step> steps) {
        var symbols = new SymbolTable(SymbolTable.nearest(function.parentOp()));
        var next = new TreeMap<Integer, Integer>();
        for (var step : steps) {
            if (step instanceof Step.Product(var product, _)) {
                for (var share : product.shares()) {
                    var group = symbols.lookup(share.group(), GroupOp.class)
                            .orElseThrow(() -> new CodegenException(product, "there is no group @" + share.group()));
                    groups.computeIfAbsent(share.group(), _ -> new Numbered(group, next.merge(group.core(), 1, Integer::sum) - 1));
                }
            }
        }
    }

    /** What the groups of a product do, in the order in which partial sums are added. */
    List<ProductShare> shares(ProductOp product) {
        return product.shares().stream().map(share -> {
            var group = groups.get(share.group());
            return new ProductShare(group.op.core(), group.id, share.firstChannel(), share.channels(), share.firstColumn(),
                    group.op.columns(), share.firstRow(), share.rows());
        }).toList();
    }

    /** The groups of a core, by number. */
    List<ArrayGroup> of(int core) {
        return groups.values().stream().filter(g -> g.op.core() == core).map(SegmentGroups::table).toList();
    }

    private static ArrayGroup table(Numbered group) {
        var op = group.op;
        var slices = op.blocks().stream().map(b -> new CrossbarSlice(b.crossbar(), b.crossbarRow(), b.crossbarColumn(), b.matrixRow(),
                b.matrixColumn(), b.rows(), b.columns(), b.slice(), b.replica())).toList();
        var bits = Arrays.stream(op.sliceBits()).boxed().toList();
        try {
            return new ArrayGroup(group.id, op.rows(), op.columns(), bytes(op, op.matrix()), encoding(op), bits, slices,
                    op.converter().map(SegmentGroups::converter));
        } catch (IllegalArgumentException e) {
            throw new CodegenException(op, e.getMessage());
        }
    }

    private static Converter converter(qcc.dialect.cim.Converter converter) {
        var signing = switch (converter.signing()) {
            case OFFSET -> Converter.Signing.OFFSET;
            case MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
            case NONE -> Converter.Signing.NONE;
            case POS_NEG -> Converter.Signing.POS_NEG;
            case BIPOLAR -> Converter.Signing.BIPOLAR;
        };
        var table = converter.steps();
        var shape = table.shape();
        var steps = StepTable.of(shape[0], shape[1], shape[2], table.steps()).withFractionBits(table.fractionBits());
        return new Converter(converter.bits(), steps, converter.floor() ? Converter.Rounding.FLOOR : Converter.Rounding.NEAREST,
                converter.inputBits(), converter.dacBits(), signing, converter.rowGroups());
    }

    private static WeightEncoding encoding(GroupOp op) {
        return Arrays.stream(WeightEncoding.values()).filter(e -> e.text().equals(op.encoding())).findFirst()
                .orElseThrow(() -> new CodegenException(op, "there is no weight encoding '" + op.encoding() + "'"));
    }

    private static byte[] bytes(Op op, Attribute matrix) {
        return switch (matrix) {
            case DenseResourceAttr r ->
                r.resource().blob().orElseThrow(() -> new CodegenException(op, "the bytes of its matrix are not there")).toArray();
            case DenseElementsAttr d -> elements(d);
            default -> throw new CodegenException(op, "its matrix is not constant data");
        };
    }

    private static byte[] elements(DenseElementsAttr data) {
        var values = data.toLongs();
        var bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
