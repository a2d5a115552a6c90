package qcc.ir;

import java.util.Optional;

/** A buffer in memory: {@code memref<2x4xi8, strided<[4, 1]>, 1>}. */
public record MemRefType(Shape shape, Type element, Optional<Attribute> layout, Optional<Attribute> memorySpace) implements Type {
    @Override
    public String toString() {
        return "memref<" + shape.prefix() + element + layout.map(l -> ", " + l).orElse("")
                + memorySpace.map(s -> ", " + memorySpaceText(s)).orElse("") + ">";
    }

    static String memorySpaceText(Attribute space) {
        return space.briefText();
    }
}
