package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.ir.Blob;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.Resource;
import qcc.ir.TensorType;
import qcc.passes.mapping.CrossbarLayout.GroupRange;
import qcc.passes.mapping.PlacedProduct.Piece;

/** Makes the array groups of placed products. Copies of a group on other cores hold the same bytes. */
final class CrossbarMapper {
    private final OpBuilder module;
    private final boolean exact;
    private int groupCount;
    private Optional<ConverterPlan.Report> report = Optional.empty();
    private Map<String, ConversionBounds> bounds = Map.of();

    /** The matrix of a group, and its converters if there are any. */
    private record Content(DenseResourceAttr data, int part) {}

    /** A group of the layer that is being placed. */
    private record Pending(String name, int core, Content content, List<GroupOp.Block> blocks) {}

    /**
     * A mapper that puts its groups into a module, numbered from a number.
     *
     * @param exact whether as few rows of analog crossbars are active at once as lose nothing
     */
    CrossbarMapper(OpBuilder module, int firstGroup, boolean exact) {
        this.module = module;
        this.groupCount = firstGroup;
        this.exact = exact;
    }

    /** What the converters do to the layer placed last; empty where nothing is converted. */
    Optional<ConverterPlan.Report> report() {
        return report;
    }

    /** What conversion makes of the products with a group of the layer placed last; empty where nothing is converted. */
    Optional<ConversionBounds> bounds(String group) {
        return Optional.ofNullable(bounds.get(group));
    }

    /** The number of the next group. */
    int nextGroup() {
        return groupCount;
    }

    /**
     * Makes the groups of a product and tells how its sums come about.
     *
     * @param weights all positions that are made at once
     */
    List<ProductOp.Share> emit(WeightMatrix weights, PlacedProduct product, Location location) {
        var layout = product.layout();
        requireRepresentable(weights.weights(), layout.kind());
        var contents = new HashMap<GroupRange, Content>();
        var parts = new ArrayList<ConverterPlan.Part>();
        var pending = new ArrayList<Pending>();
        var shares = new ArrayList<ProductOp.Share>();
        for (var piece : product.pieces()) {
            for (var range : layout.groups(piece.firstUnit(), piece.endUnit())) {
                var name = "group_" + groupCount++;
                var blocks = blocks(layout, range, piece);
                var content = contents.computeIfAbsent(range, r -> content(name, weights, r, blocks, parts));
                pending.add(new Pending(name, piece.core(), content, blocks));
                shares.add(new ProductOp.Share(name, range.firstChannel(), range.channels(), range.firstColumn(), piece.firstRow(),
                        piece.rows()));
            }
        }
        createGroups(layout, pending, parts, location);
        return shares;
    }

    private static void requireRepresentable(byte[] weights, CoreKind kind) {
        int bits = kind.sliceBits().stream().mapToInt(Integer::intValue).sum();
        for (byte weight : weights) {
            if (kind.xbar().weights().encoding().differential() && Math.abs(weight) >= 1 << bits) {
                throw new IllegalArgumentException(
                        "has the weight %d, but cells of %d bits and a sign hold at most %d".formatted(weight, bits,
                                (1 << bits) - 1));
            }
        }
    }

    private static Content content(String name, WeightMatrix weights, GroupRange range, List<GroupOp.Block> blocks,
            List<ConverterPlan.Part> parts) {
        var matrix = weights.slice(range.firstChannel(), range.channels(), range.firstColumn(), range.columns());
        int rows = weights.taps() * range.channels();
        parts.add(new ConverterPlan.Part(matrix, rows, range.columns(), blocks.stream().filter(b -> b.replica() == 0).toList()));
        var type = TensorType.of(IntegerType.I8, rows, range.columns());
        return new Content(new DenseResourceAttr(new Resource(name, Blob.of(matrix, 1)), type), parts.size() - 1);
    }

    private void createGroups(CrossbarLayout layout, List<Pending> pending, List<ConverterPlan.Part> parts, Location location) {
        var kind = layout.kind();
        var converters = switch (kind.xbar().readout()) {
            case AdderTree _ -> Optional.<ConverterPlan.Layer>empty();
            case Adc adc -> Optional.of(new ConverterPlan(kind.xbar(), adc, kind.slices(), exact).plan(parts));
        };
        report = converters.map(ConverterPlan.Layer::report);
        bounds = new HashMap<>();
        var encoding = kind.xbar().weights().encoding().name().toLowerCase(Locale.ROOT);
        for (var group : pending) {
            var data = group.content.data;
            if (converters.isPresent()) {
                bounds.put(group.name, converters.get().bounds().get(group.content.part));
                GroupOp.create(module, location, group.name, data, group.core, encoding, kind.slices(), kind.xbar().activeRows(),
                        group.blocks,
                        converters.get().converters().get(group.content.part));
            } else {
                GroupOp.create(module, location, group.name, data, group.core, encoding, kind.slices(), kind.xbar().activeRows(),
                        group.blocks);
            }
        }
    }

    /** Replica after replica, unit after unit, block after block; the slices of a block lie side by side in its crossbar. */
    private static List<GroupOp.Block> blocks(CrossbarLayout layout, GroupRange range, Piece piece) {
        var kind = layout.kind();
        var blocks = new ArrayList<GroupOp.Block>();
        for (int replica = 0; replica < piece.replicas().size(); replica++) {
            for (int unit = range.firstUnit(); unit < range.endUnit(); unit++) {
                var spots = piece.replicas().get(replica).get(unit - piece.firstUnit());
                for (var part : layout.rectangles(range, unit)) {
                    var spot = spots.get(part.block());
                    int column = (spot.column() + part.column()) * kind.columnsPerWeight();
                    for (int slice = 0; slice < kind.sliceBits().size(); slice++) {
                        blocks.add(new GroupOp.Block(spot.crossbar(), spot.row() + part.row(), slice * kind.sliceStride() + column,
                                part.matrixRow(), part.matrixColumn(), part.rows(), part.columns(), slice, replica));
                    }
                }
            }
        }
        return blocks;
    }
}
