package qcc.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import qcc.sim.EnergyReport;
import qcc.sim.Reload;
import qcc.sim.SimulationReport;

/** All figures of a report for programs: keys in snake case. */
final class JsonReport {
    private static final ObjectWriter WRITER = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build()
            .writerWithDefaultPrettyPrinter();

    private record Energy(double total, double array, double converters, double memories, double vector, double network, double leakage) {
        static Energy of(EnergyReport energy) {
            return new Energy(energy.total(), energy.array(), energy.converters(), energy.memories(), energy.vector(), energy.network(),
                    energy.leakage());
        }
    }

    private record Operation(String location, String operation, int core, long cycles, double sharePercent,
            SimulationReport.Causes causes, Energy energyPj) {
        static Operation of(OperationRow row) {
            return new Operation(row.location(), row.operation(), row.core(), row.cycles(), row.sharePercent(), row.causes(),
                    Energy.of(row.energy()));
        }
    }

    /** What loading costs an inference; the lifetime is null where nothing wears. */
    private record Loading(int segments, int samplesOfBlock, int loadsOfBlock, double microsecondsPerInference, double energyPjPerInference,
            Double lifetimeInferences) {
        static Loading of(Reload reload) {
            return new Loading(reload.segments(), reload.samples(), reload.loads(), reload.loadNs() / reload.samples() / 1e3,
                    reload.loadPj() / reload.samples(), reload.wears() ? Double.valueOf(reload.lifetime()) : null);
        }
    }

    private record Answer(String network, String producer, String chip, double clockMhz, int samples, Double top1,
            long cyclesPerInference, double microsecondsPerInference, long copyCycles, double intervalMicroseconds, String bottleneck,
            long instructions,
            SimulationReport.Causes causes,
            Energy energyPj, SimulationReport.Programming programming, Loading loading, HardwareUse hardware, List<Operation> operations,
            List<ProductRow> products) {}

    private JsonReport() {}

    static String of(RunReport report) {
        var figures = report.figures();
        var answer = new Answer(report.network(), report.producer(), figures.chip(), figures.clockMhz(), report.samples(), report.top1(),
                figures.cycles(), report.microseconds(), figures.copyCycles(), figures.intervalNanoseconds() / 1e3,
                figures.bottleneck().text(), figures.instructions(), figures.causes(),
                Energy.of(figures.energy()), figures.programming(), Loading.of(figures.reload()), report.hardware(),
                report.operations().stream().map(Operation::of).toList(), report.products());
        try {
            return WRITER.writeValueAsString(answer).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report holds values only", e);
        }
    }
}
