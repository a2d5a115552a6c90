package qcc.chip;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What a chip's cores can execute: the table that passes query before they lower. On a chip with several types of cores it holds what every type offers.
 *
 * @param chip name, for messages
 * @param vectorOps operations of the vector unit
 * @param requantizeModes modes of requantization
 * @param multiplierBits width of the fixed-point multiplier without its sign
 * @param maxShift longest right shift of a requantization
 * @param maxInputBits widest input of a product, in bits
 * @param maxWeightBits widest signed weight of a product, in bits
 */
public record LegalOperations(String chip, Set<VectorOp> vectorOps, Set<RequantizeMode> requantizeModes, int multiplierBits, int maxShift,
        int maxInputBits, int maxWeightBits) {
    /** Width of the multipliers of the modes double and single, without their sign. */
    private static final int MULTIPLIER_BITS = 31;

    public LegalOperations {
        vectorOps = EnumSets.copyOf(vectorOps, VectorOp.class);
        requantizeModes = EnumSets.copyOf(requantizeModes, RequantizeMode.class);
    }

    static LegalOperations of(Chip chip) {
        var types = chip.census().keySet();
        var vectorOps = EnumSet.allOf(VectorOp.class);
        var modes = EnumSet.allOf(RequantizeMode.class);
        for (var type : types) {
            vectorOps.retainAll(type.core().vector().ops());
            modes.retainAll(type.core().requantize().modes());
        }
        return new LegalOperations(chip.arch(), vectorOps, modes, least(types, type -> type.core().requantize().multiplierBits()),
                least(types, type -> type.core().requantize().maxShift()), least(types, type -> type.xbar().input().bits()),
                least(types, type -> type.xbar().weights().maxBits()));
    }

    private static int least(Set<CoreType> types, ToIntFunction<CoreType> figure) {
        return types.stream().mapToInt(figure).min().orElse(0);
    }

    /** Whether the vector unit offers an operation. */
    public boolean allows(VectorOp op) {
        return vectorOps.contains(op);
    }

    /** Whether requantization offers a mode, with multipliers as wide as it needs. */
    public boolean allows(RequantizeMode mode) {
        return requantizeModes.contains(mode) && switch (mode) {
            case DOUBLE, SINGLE -> multiplierBits >= MULTIPLIER_BITS;
            case FLOAT, SHIFT -> true;
        };
    }

    /** Whether crossbars multiply inputs and signed weights of these widths. */
    public boolean allowsProduct(int inputBits, int weightBits) {
        return inputBits <= maxInputBits && weightBits <= maxWeightBits;
    }

    /** Why an operation is refused, for a message; empty if it is legal. */
    public Optional<String> refusal(VectorOp op) {
        return allows(op)
                ? Optional.empty()
                : Optional.of(refusal("vector operation", NodeReader.nameOf(op), "core.vector.ops", vectorOps));
    }

    /** Why a mode is refused, for a message; empty if it is legal. */
    public Optional<String> refusal(RequantizeMode mode) {
        if (requantizeModes.contains(mode) && !allows(mode)) {
            return Optional
                    .of("chip %s has multipliers of %d bits, but the requantization mode '%s' needs %d (core.requantize.multiplier_bits)"
                            .formatted(chip, multiplierBits, NodeReader.nameOf(mode), MULTIPLIER_BITS));
        }
        return allows(mode)
                ? Optional.empty()
                : Optional.of(refusal("requantization mode", NodeReader.nameOf(mode), "core.requantize.modes", requantizeModes));
    }

    private String refusal(String what, String name, String key, Set<? extends Enum<?>> offered) {
        var names = offered.stream().map(NodeReader::nameOf).collect(Collectors.joining(", "));
        return "chip " + chip + " has no " + what + " '" + name + "': its " + key + " are " + (names.isEmpty() ? "empty" : names);
    }
}
