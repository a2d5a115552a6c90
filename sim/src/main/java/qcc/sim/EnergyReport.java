package qcc.sim;

/**
 * Energy by part, in pJ.
 *
 * @param array drivers, cells and digital adders of crossbars
 * @param converters conversions and shift-add
 * @param memories local, global and off-chip memory
 * @param vector vector units
 * @param network the network between cores
 * @param leakage leakage over the time of one inference
 */
public record EnergyReport(double array, double converters, double memories, double vector, double network, double leakage) {
    static final EnergyReport NONE = new EnergyReport(0, 0, 0, 0, 0, 0);

    /** All parts. */
    public double total() {
        return array + converters + memories + vector + network + leakage;
    }

    EnergyReport plus(EnergyReport other) {
        return new EnergyReport(array + other.array, converters + other.converters, memories + other.memories, vector + other.vector,
                network + other.network, leakage + other.leakage);
    }
}
