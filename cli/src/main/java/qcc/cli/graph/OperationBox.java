package qcc.cli.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.nn.NnProduct;
import qcc.ir.Attribute;
import qcc.ir.ConstantLike;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.StringAttr;
import qcc.ir.SymbolTable;
import qcc.passes.partition.Device;

/** What a picture tells of one operation: lines of text, and a color that says where it runs. */
final class OperationBox {
    private static final int MOST_NUMBERS = 6;
    /** Geometry and numbers that follow from what else is shown, or that only code generation cares for. */
    private static final Set<String> LEFT_OUT = Set.of(OpDef.OPERAND_SEGMENTS, "clamp", "layout", "pad_value", "first_channel", "channels",
            "first_column", "bias", "multiplier", "shift", "core", "output_zero_point", "residual_zero_point");
    private static final Set<String> ONE_BY_DEFAULT = Set.of("dilations", "strides", "groups", "steps");

    private OperationBox() {}

    /** The name, the place in the network, constant operands and attributes. */
    static List<String> lines(Op op) {
        var lines = new ArrayList<String>();
        lines.add(op.name());
        place(op.location()).ifPresent(lines::add);
        for (var i = 0; i < op.operandCount(); i++) {
            if (op.operand(i).definingOp() instanceof ConstantLike) {
                lines.add(slot(op, i) + ": " + TypeText.of(op.operand(i).type()).getFirst());
            }
        }
        if (op instanceof ProductOp product) {
            lines.addAll(crossbars(groups(product)));
        }
        lines.addAll(attributes(op));
        return lines;
    }

    /** The color: cores where they are chosen, else the device, else whether it multiplies matrices. */
    static String fill(Op op, Optional<Device> device) {
        var cores = cores(op);
        if (!cores.isEmpty()) {
            return Palette.stripes(cores);
        }
        if (device.filter(Device.HOST::equals).isPresent()) {
            return Palette.HOST;
        }
        return op instanceof NnProduct ? Palette.PRODUCT : Palette.PLAIN;
    }

    /** The cores an operation runs on, where the operation says it. */
    static Collection<Integer> cores(Op op) {
        return switch (op) {
            case ProductOp product -> new TreeSet<>(groups(product).stream().map(GroupOp::core).toList());
            case RequantizeOp requantize when requantize.operand(0).definingOp() != null -> cores(requantize.operand(0).definingOp());
            default -> op.properties().get("core") instanceof IntegerAttr core ? Set.of((int) core.value()) : Set.of();
        };
    }

    /** The name of the network's node; of several the first, and how many more. */
    private static Optional<String> place(Location location) {
        var names = new LinkedHashSet<String>();
        collectNames(location, names);
        return names.stream().findFirst().map(first -> names.size() == 1 ? first : first + " + " + (names.size() - 1));
    }

    private static void collectNames(Location location, Set<String> names) {
        switch (location) {
            case Location.Name name -> names.add(name.name());
            case Location.Fused fused -> fused.parts().forEach(part -> collectNames(part, names));
            case Location.CallSite site -> collectNames(site.callee(), names);
            case Location.File _,Location.FileRange _,Location.Unknown _ -> {}
        }
    }

    private static String slot(Op op, int operand) {
        var slots = op.def().operands();
        for (var i = 0; i < slots.size(); i++) {
            var range = op.def().operandRange(op, i);
            if (range.from() <= operand && operand < range.to()) {
                return slots.get(i).name();
            }
        }
        return "operand " + operand;
    }

    private static List<GroupOp> groups(ProductOp product) {
        var holder = SymbolTable.nearest(product);
        if (holder == null) {
            return List.of();
        }
        var symbols = new SymbolTable(holder);
        return product.shares().stream().map(share -> symbols.lookup(share.group(), GroupOp.class)).flatMap(Optional::stream).toList();
    }

    private static List<String> crossbars(List<GroupOp> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        var cores = new TreeSet<>(groups.stream().map(GroupOp::core).toList());
        var crossbars = groups.stream()
                .mapToLong(group -> group.blocks().stream().mapToInt(GroupOp.Block::crossbar).distinct().count()).sum();
        var matrix = groups.size() == 1
                ? "@%s: %d x %d".formatted(groups.getFirst().groupName(), groups.getFirst().rows(), groups.getFirst().columns())
                : groups.size() + " groups";
        return List.of(matrix, "%d crossbar%s on %s".formatted(crossbars, crossbars == 1 ? "" : "s", coreNames(cores)));
    }

    private static String coreNames(TreeSet<Integer> cores) {
        if (cores.size() == 1) {
            return "core " + cores.first();
        }
        var gapless = cores.last() - cores.first() == cores.size() - 1;
        return gapless ? "cores %d to %d".formatted(cores.first(), cores.last()) : cores.size() + " cores";
    }

    private static List<String> attributes(Op op) {
        var lines = new ArrayList<String>();
        for (var attribute : op.properties()) {
            if (!LEFT_OUT.contains(attribute.name()) && !isDefault(op, attribute)) {
                text(attribute).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static boolean isDefault(Op op, NamedAttribute attribute) {
        var standard = op.def().attributeSlot(attribute.name()).flatMap(OpDef.AttributeSlot::byDefault);
        return standard.filter(attribute.value()::equals).isPresent() || switch (attribute.value()) {
            case DenseArrayAttr a when a.element() instanceof FloatType -> false;
            case DenseArrayAttr a when ONE_BY_DEFAULT.contains(attribute.name()) -> all(a, 1);
            case DenseArrayAttr a -> all(a, 0);
            case IntegerAttr i -> ONE_BY_DEFAULT.contains(attribute.name()) && i.value() == 1;
            default -> false;
        };
    }

    private static boolean all(DenseArrayAttr array, long value) {
        for (var element : array.toLongs()) {
            if (element != value) {
                return false;
            }
        }
        return true;
    }

    /** Long arrays, symbols and data have no line. */
    private static Optional<String> text(NamedAttribute attribute) {
        var name = attribute.name().replace('_', ' ');
        return value(attribute.value()).map(value -> name + " " + value);
    }

    private static Optional<String> value(Attribute attribute) {
        return switch (attribute) {
            case IntegerAttr i -> Optional.of(Long.toString(i.value()));
            case FloatAttr f -> Optional.of(TypeText.number(f.value()));
            case StringAttr s -> Optional.of(s.value());
            case DenseArrayAttr a when a.size() > 0 && a.size() <= MOST_NUMBERS && !(a.element() instanceof FloatType) ->
                Optional.of(join(a.toLongs()));
            default -> Optional.empty();
        };
    }

    private static String join(long[] values) {
        var text = new StringBuilder();
        for (var value : values) {
            text.append(text.isEmpty() ? "" : ", ").append(value);
        }
        return text.toString();
    }
}
