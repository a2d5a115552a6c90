package qcc.chip;

/**
 * One core: crossbars, the memories and the digital units beside them.
 *
 * @param xbars crossbars
 * @param groups how they work together
 * @param issue limits on work at one time
 * @param localMem memory of the core
 * @param inputReg register that feeds the crossbars' inputs
 * @param accumulators sums of products
 * @param vector vector unit
 * @param requantize requantization
 * @param instructionMemKib instruction memory in KiB
 */
public record Core(int xbars, Groups groups, Issue issue, Memory localMem, InputRegister inputReg, Accumulators accumulators,
        VectorUnit vector, Requantization requantize,
        int instructionMemKib) {

    /**
     * Limits on work at one time.
     *
     * @param maxParallelGroups groups of crossbars that may compute at once
     */
    public record Issue(int maxParallelGroups) {
        static Issue read(Section section, int otherwise) {
            return new Issue(section.integer("max_parallel_groups", Bounds.COUNT, otherwise));
        }
    }

    /**
     * The register in front of the crossbars.
     *
     * @param bytesPerCycle bytes loaded per clock
     * @param doubled whether the next vector is loaded while one is used (key {@code double})
     */
    public record InputRegister(double bytesPerCycle, boolean doubled) {
        static InputRegister read(Section section) {
            return new InputRegister(section.number("bytes_per_cycle", Bounds.POSITIVE), section.flag("double", false));
        }
    }

    static Core read(Section section) {
        int xbars = section.integer("xbars", Bounds.COUNT);
        return new Core(xbars, section.sectionOrDefaults("groups", Groups::read),
                section.sectionOrDefaults("issue", issue -> Issue.read(issue, xbars)),
                section.section("local_mem", Memory::read), section.section("input_reg", InputRegister::read),
                section.section("accumulators", Accumulators::read),
                section.section("vector", VectorUnit::read), section.section("requantize", Requantization::read),
                section.integer("instruction_mem_kib", Bounds.COUNT));
    }
}
