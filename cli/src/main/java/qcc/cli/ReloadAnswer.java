package qcc.cli;

import java.util.Locale;
import qcc.sim.Reload;
import qcc.sim.SimulationReport;

/**
 * What the loading of segments costs an inference, as commands print it.
 *
 * @param batch samples that go through a segment before the next is loaded
 * @param loads loads for a block, 0 where all segments stay in the crossbars
 * @param loadMicroseconds time of a block's loads, one after the other, divided by its samples
 * @param loadEnergyUj energy of their write pulses, divided by its samples
 * @param intervalMicroseconds from one inference to the next, loading included
 * @param waitMicroseconds of this, waiting for loads
 * @param offchipMicroseconds of this, moving values that cross segments and have no room in global memory
 * @param energyUj energy of an inference with all of this
 * @param lifetimeInferences until cells are worn out; null where nothing wears
 * @param lifetimeYears the same in years of continuous work
 */
record ReloadAnswer(int segments, int batch, int loads, double loadMicroseconds, double loadEnergyUj, double intervalMicroseconds,
        double waitMicroseconds, double offchipMicroseconds, double energyUj, Double lifetimeInferences, Double lifetimeYears) {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_YEAR = 365.25;

    static ReloadAnswer of(SimulationReport figures) {
        var reload = figures.reload();
        return new ReloadAnswer(reload.segments(), reload.samples(), reload.loads(), reload.loadNs() / reload.samples() / 1e3,
                reload.loadPj() / reload.samples() / 1e6, reload.intervalNs() / 1e3, reload.waitNs() / 1e3, reload.offchipNs() / 1e3,
                (figures.energy().total() + reload.energyPj()) / 1e6, Json.finite(reload.lifetime()), years(reload));
    }

    private static Double years(Reload reload) {
        return Json.finite(reload.lifetimeSeconds() / SECONDS_PER_DAY / DAYS_PER_YEAR);
    }

    /** Lines for people; none for a network that is loaded once. */
    String text() {
        if (loads == 0) {
            return "";
        }
        var text = String.format(Locale.ROOT, """
                  loading       %12.3f us, %.4f uJ for an inference: %d loads for a block of %d samples
                  interval      %12.3f us for an inference, %.3f us of it waiting for loads
                  energy        %12.4f uJ for an inference with loading
                """, loadMicroseconds, loadEnergyUj, loads, batch, intervalMicroseconds, waitMicroseconds, energyUj);
        if (offchipMicroseconds > 0) {
            text += String.format(Locale.ROOT,
                    "  off chip      %12.3f us for an inference: global memory does not hold what crosses segments%n",
                    offchipMicroseconds);
        }
        return text + (lifetimeInferences == null ? "" : lifetime());
    }

    private String lifetime() {
        double days = lifetimeYears * DAYS_PER_YEAR;
        return String.format(Locale.ROOT, "  lifetime      %12.3g inferences, %.3g %s of continuous work until cells are worn out%n",
                lifetimeInferences, days < DAYS_PER_YEAR ? days : lifetimeYears, days < DAYS_PER_YEAR ? "days" : "years");
    }
}
