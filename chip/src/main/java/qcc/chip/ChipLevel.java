package qcc.chip;

import java.util.Optional;

/**
 * What the cores share.
 *
 * @param cores the cores
 * @param noc the network between them; a chip of one core needs none
 * @param globalMem memory reached by every core
 * @param offchip memory outside the chip, if any
 */
public record ChipLevel(Cores cores, Optional<Noc> noc, Memory globalMem, Optional<OffchipMemory> offchip) {
    static ChipLevel read(Section section) {
        var level = new ChipLevel(Cores.read(section), section.optionalSection("noc", Noc::read),
                section.section("global_mem", Memory::read),
                section.optionalSection("offchip", OffchipMemory::read));
        if (section.sound() && level.cores.count() > 1 && !section.has("noc")) {
            section.problem("cores", "chip.noc is missing on a chip of " + level.cores.count() + " cores",
                    "say what connects them, e.g. noc: {kind: mesh, link_bits: 64, hop_cycles: 1}");
        }
        return level;
    }
}
