package qcc.ir;

import java.util.Optional;

/** A buffer of unknown rank: {@code memref<*xf32>}. */
public record UnrankedMemRefType(Type element, Optional<Attribute> memorySpace) implements Type {
    @Override
    public String toString() {
        return "memref<*x" + element + memorySpace.map(s -> ", " + MemRefType.memorySpaceText(s)).orElse("") + ">";
    }
}
