package qcc.frontend.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.nn.Window;
import qcc.ir.Shape;

/**
 * The sliding window that the attributes of a convolution or a pool describe.
 *
 * @param window with the pads that the attributes state or that follow from {@code auto_pad}
 * @param overhang for each spatial axis the elements that {@code ceil_mode} lets the last window reach beyond those pads
 */
record WindowAttributes(Window window, List<Long> overhang) {
    /** Reads strides, dilations, pads, auto_pad and ceil_mode for the first input of a node. */
    static WindowAttributes of(NodeContext node, long[] kernel) {
        var input = node.type(0).shape();
        if (input.rank() != kernel.length + 2) {
            throw new IllegalArgumentException("has a window over " + kernel.length + " axes but an input of rank " + input.rank());
        }
        var strides = list(node, "strides", kernel.length, 1);
        var dilations = list(node, "dilations", kernel.length, 1);
        var pads = list(node, "pads", 2 * kernel.length, 0);
        var stated = new Window(boxed(checked("kernel_shape", kernel)), strides, dilations, pads);
        boolean ceiling = node.attributes().flag("ceil_mode", false);
        return switch (node.attributes().text("auto_pad").orElse("NOTSET")) {
            case "NOTSET", "" -> ceiling ? ceiled(stated, input) : exact(stated);
            case "VALID" -> {
                var unpadded = withPads(stated, new long[2 * kernel.length]);
                yield ceiling ? ceiled(unpadded, input) : exact(unpadded);
            }
            case "SAME_UPPER" -> exact(same(stated, input, false));
            case "SAME_LOWER" -> exact(same(stated, input, true));
            case String other -> throw new IllegalArgumentException("has the auto_pad '" + other + "', which is not known");
        };
    }

    /**
     * The window of a transposed convolution: pads are removed from the result, and its overhang is what {@code output_padding} adds behind it.
     * A stated shape of the result, or {@code auto_pad}, decides about the pads.
     */
    static WindowAttributes transposed(NodeContext node, long[] kernel) {
        var input = node.type(0).shape();
        int rank = kernel.length;
        var stated = new Window(boxed(checked("kernel_shape", kernel)), list(node, "strides", rank, 1), list(node, "dilations", rank, 1),
                list(node, "pads", 2 * rank, 0));
        var added = list(node, "output_padding", rank, 0).stream().mapToLong(Long::longValue).toArray();
        var mode = node.attributes().text("auto_pad").orElse("NOTSET");
        var shape = node.attributes().integers("output_shape").map(s -> Arrays.copyOfRange(s, Math.max(0, s.length - rank), s.length));
        if (input.rank() != rank + 2 || added.length != rank || shape.isPresent() && shape.get().length != rank) {
            throw new IllegalArgumentException("has a window over " + rank + " axes but an input of rank " + input.rank());
        }
        boolean same = mode.startsWith("SAME");
        if (shape.isEmpty() && !same) {
            return new WindowAttributes(mode.equals("VALID") ? withPads(stated, new long[2 * rank]) : stated, boxed(added));
        }
        var pads = new long[2 * rank];
        for (int i = 0; i < rank; i++) {
            long size = requireKnown(input, i, same ? "auto_pad" : "output_shape");
            long wanted = shape.isPresent() ? shape.get()[i] : size * stated.strides().get(i);
            long surplus = stated.strides().get(i) * (size - 1) + added[i] + stated.extent(i) - wanted;
            long total = Math.max(surplus, 0);
            added[i] += total - surplus;
            pads[i] = mode.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            pads[rank + i] = total - pads[i];
        }
        return new WindowAttributes(withPads(stated, pads), boxed(added));
    }

    /** The window over an input padded by the overhang too. */
    Window withOverhang() {
        var pads = pads(window);
        for (int i = 0; i < window.rank(); i++) {
            pads[window.rank() + i] += overhang.get(i);
        }
        return withPads(window, pads);
    }

    boolean hasOverhang() {
        return overhang.stream().anyMatch(o -> o > 0);
    }

    private static WindowAttributes exact(Window window) {
        return new WindowAttributes(window, boxed(new long[window.rank()]));
    }

    private static List<Long> list(NodeContext node, String name, int length, long byDefault) {
        var values = node.attributes().integers(name).filter(v -> v.length > 0).orElseGet(() -> {
            var same = new long[length];
            Arrays.fill(same, byDefault);
            return same;
        });
        return boxed(checked(name, values));
    }

    private static long[] checked(String name, long[] values) {
        for (long value : values) {
            if (value < 0 || value > Limits.WINDOW) {
                throw new IllegalArgumentException("expects '" + name + "' between 0 and " + Limits.WINDOW + ", not " + value);
            }
        }
        return values;
    }

    private static List<Long> boxed(long[] values) {
        return LongStream.of(values).boxed().toList();
    }

    private static long[] pads(Window window) {
        return window.pads().stream().mapToLong(Long::longValue).toArray();
    }

    private static Window withPads(Window window, long[] pads) {
        return new Window(window.kernel(), window.strides(), window.dilations(), boxed(pads));
    }

    /** As many outputs as {@code ceil(input / stride)}, the pads shared between both ends; of an odd number one end gets the larger half. */
    private static Window same(Window window, Shape input, boolean moreBefore) {
        var pads = new long[2 * window.rank()];
        for (int i = 0; i < window.rank(); i++) {
            long total = sameTotal(window, i, input);
            pads[i] = moreBefore ? total - total / 2 : total / 2;
            pads[window.rank() + i] = total - pads[i];
        }
        return withPads(window, pads);
    }

    private static long sameTotal(Window window, int axis, Shape input) {
        long stride = window.strides().get(axis);
        if (stride == 1) {
            return window.extent(axis) - 1;
        }
        long size = requireKnown(input, axis, "auto_pad");
        long outputs = Math.ceilDiv(size, stride);
        return Math.max((outputs - 1) * stride + window.extent(axis) - size, 0);
    }

    /** One more output where the last stride is not whole, unless its window would start behind the input. */
    private static WindowAttributes ceiled(Window window, Shape input) {
        var overhang = new long[window.rank()];
        for (int i = 0; i < overhang.length; i++) {
            long stride = window.strides().get(i);
            if (stride > 1) {
                long size = requireKnown(input, i, "ceil_mode");
                long padded = size + window.padBefore(i) + window.padAfter(i);
                long last = Math.ceilDiv(padded - window.extent(i), stride) * stride;
                boolean startsInside = last < size + window.padBefore(i);
                overhang[i] = startsInside ? Math.max(last + window.extent(i) - padded, 0) : 0;
            }
        }
        return new WindowAttributes(window, boxed(overhang));
    }

    private static long requireKnown(Shape input, int axis, String why) {
        if (input.isDynamic(axis + 2)) {
            throw new IllegalArgumentException(
                    "has " + why + " with a stride on an axis of unknown size; give the shape of the model's input (--shape)");
        }
        return input.dimension(axis + 2);
    }
}
