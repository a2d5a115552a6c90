package qcc.chip;

import java.util.Optional;
import java.util.Set;

/**
 * The int8 NPU beside the crossbars. (Key {@code npu}; a chip may have none.)
 *
 * @param clockMhz its clock in MHz, the chip's unless given
 * @param array multiply-accumulate array
 * @param vectorLanes elements its vector unit handles per clock
 * @param scratchpad its own memory
 * @param banks banks of the scratchpad
 * @param sram on-chip memory it moves data from and to
 * @param dram memory outside the chip, if any
 * @param flash read-only memory outside the chip, if any
 * @param dmaChannels moves at one time
 * @param precisions widths of weights and activations it multiplies
 * @param sparsity forms of weights it multiplies
 * @param macPj energy of one 8-bit multiply-accumulate in pJ
 * @param vectorPjPerOp energy of one vector operation on one element in pJ
 */
public record Npu(double clockMhz, MacArray array, int vectorLanes, Memory scratchpad, int banks, Memory sram, Optional<Memory> dram,
        Optional<Memory> flash, int dmaChannels,
        Set<Precision> precisions, Set<Sparsity> sparsity, double macPj, double vectorPjPerOp) {

    /**
     * Geometry of the multiply-accumulate array.
     *
     * @param inputLanes input channels per clock
     * @param outputLanes output channels per clock
     * @param pixelLanes output positions per clock
     */
    public record MacArray(int inputLanes, int outputLanes, int pixelLanes) {
        /** 8-bit multiply-accumulates per clock. */
        public long macsPerCycle() {
            return (long) inputLanes * outputLanes * pixelLanes;
        }

        static MacArray read(Section section) {
            var lanes = Bounds.between(1, 65536);
            return new MacArray(section.integer("input_lanes", lanes), section.integer("output_lanes", lanes),
                    section.integer("pixel_lanes", lanes, 1));
        }
    }

    /** Widths of weights (w) and activations (a) in bits, composed of 2-bit multipliers. */
    public enum Precision {
        W8A8(8, 8), W4A8(4, 8), W8A4(8, 4), W8A2(8, 2), W4A4(4, 4), W2A8(2, 8), W2A2(2, 2);

        private final int weightBits;
        private final int activationBits;

        Precision(int weightBits, int activationBits) {
            this.weightBits = weightBits;
            this.activationBits = activationBits;
        }

        /** Products per clock relative to 8 x 8 bits. */
        public int speedup() {
            return (8 / weightBits) * (8 / activationBits);
        }
    }

    /** Forms of weights. */
    public enum Sparsity {
        DENSE,
        /** Two of four weights, each with a 2-bit index: twice the rate. */
        STRUCTURED_2_4,
        /** Columns of nonzeros with 4-bit run lengths and a codebook of 16 values, for matrix-vector products. */
        COMPRESSED_COLUMNS
    }

    public Npu {
        precisions = EnumSets.copyOf(precisions, Precision.class);
        sparsity = EnumSets.copyOf(sparsity, Sparsity.class);
    }

    static Npu read(Section section, double clockMhz) {
        return new Npu(section.number("clock_mhz", Bounds.POSITIVE, clockMhz), section.section("array", MacArray::read),
                section.integer("vector_lanes", Bounds.COUNT),
                section.section("scratchpad", Memory::read), section.integer("banks", Bounds.COUNT, 1),
                section.section("sram", Memory::read), section.optionalSection("dram", Memory::read),
                section.optionalSection("flash", Memory::read), section.integer("dma_channels", Bounds.COUNT, 1),
                section.choices("precisions", Precision.class),
                section.choices("sparsity", Sparsity.class), section.energy("mac_pj"),
                section.energy("vector_pj_per_op"));
    }
}
