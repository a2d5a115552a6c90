package qcc.passes.mapping;

import qcc.chip.Chip;
import qcc.chip.Cores;
import qcc.chip.Noc;

/** How far the cores of a chip are from each other, in links. Global memory lies beside core 0. */
final class CoreDistance {
    private final Noc.Kind kind;
    private final int count;
    private final int columns;

    CoreDistance(Chip chip) {
        this.kind = chip.chip().noc().map(Noc::kind).orElse(Noc.Kind.BUS);
        this.count = chip.coreCount();
        this.columns = chip.chip().cores() instanceof Cores.Grid grid ? grid.columns() : count;
    }

    /** Links between two cores; on a bus none counts. */
    int between(int core, int other) {
        int down = Math.abs(core / columns - other / columns);
        int across = Math.abs(core % columns - other % columns);
        return switch (kind) {
            case BUS -> 0;
            case MESH -> down + across;
            case TORUS -> Math.min(down, Math.ceilDiv(count, columns) - down) + Math.min(across, columns - across);
            case RING -> Math.min(Math.abs(core - other), count - Math.abs(core - other));
        };
    }

    /** Links between a core and global memory. */
    int toMemory(int core) {
        return 1 + between(core, 0);
    }
}
