package qcc.chip;

/**
 * The network between cores.
 *
 * @param kind its shape
 * @param linkBits width of one link in bits, one flit
 * @param hopCycles clocks from one router to the next
 * @param routerPjPerFlit energy of one flit through one router and link, in pJ
 */
public record Noc(Kind kind, int linkBits, int hopCycles, double routerPjPerFlit) {
    /** Shapes of networks. */
    public enum Kind {
        MESH, TORUS, RING, BUS
    }

    static Noc read(Section section) {
        return new Noc(section.choice("kind", Kind.class), section.integer("link_bits", Bounds.COUNT),
                section.integer("hop_cycles", Bounds.COUNT_OR_NONE),
                section.energy("router_pj_per_flit"));
    }
}
