package qcc.chip;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What {@code qcc chip show} tells of a chip: what the file says of its size and what follows from it.
 *
 * @param arch name, with the supply where one was chosen
 * @param clockMhz clock in MHz
 * @param operatingPoints supplies it may run at
 * @param control what software may drive
 * @param cores cores of all types
 * @param xbars crossbars of all cores
 * @param localKib local memories of all cores together in KiB
 * @param globalKib global memory in KiB
 * @param areaMm2 sum of the areas given, 0 where none is
 * @param leakMw sum of the leakage given
 * @param peakWatts power in watts of the parts whose energies are given, all busy at once; 0 where none is
 * @param types figures of each type of core
 * @param notes where figures come from
 */
public record ChipReport(String arch, double clockMhz, List<OperatingPoint> operatingPoints, ControlLevel control, int cores, long xbars,
        long localKib, long globalKib,
        double areaMm2, double leakMw, double peakWatts, List<CoreFigures> types,
        List<SourceNote> notes) {
    private static final ObjectMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

    /** Derives the figures of a chip. */
    public static ChipReport of(Chip chip) {
        var figures = new ArrayList<CoreFigures>();
        chip.census().forEach((type, count) -> figures.add(CoreFigures.of(chip, nameOf(chip, type), type, count)));
        long localKib = chip.census().entrySet().stream()
                .mapToLong(entry -> (long) entry.getKey().core().localMem().kib() * entry.getValue()).sum();
        return new ChipReport(chip.title(), chip.clockMhz(), chip.operatingPoints(), chip.control(), chip.coreCount(), chip.xbarCount(),
                localKib,
                chip.chip().globalMem().kib(),
                chip.areaMm2().total(chip.coreCount(), chip.xbarCount()), chip.energy().leakMw().total(chip.coreCount(), chip.xbarCount()),
                PeakPower.watts(chip), List.copyOf(figures), chip.notes());
    }

    private static String nameOf(Chip chip, CoreType type) {
        return chip.coreTypes().entrySet().stream().filter(entry -> entry.getValue().equals(type)).map(Map.Entry::getKey).findFirst()
                .orElse("core");
    }

    /** The report as a JSON object with keys in snake case. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report holds values only", e);
        }
    }

    /** The report as a table in plain text, lines ended by a newline. */
    public String toText() {
        var text = new StringBuilder();
        line(text, "%s, %s MHz, software drives %ss", arch, figure(clockMhz), NodeReader.nameOf(control));
        line(text, "  %-18s %d with %d crossbars in all", "cores", cores, xbars);
        line(text, "  %-18s %d KiB local in all, %d KiB global", "memory", localKib, globalKib);
        operatingPoints.forEach(point -> line(text, "  %-18s %s MHz, energies times %s", "at " + point.volts(), figure(point.clockMhz()),
                figure(point.pjScale())));
        if (areaMm2 > 0) {
            line(text, "  %-18s %s mm2 of the parts given", "area", figure(areaMm2));
        }
        if (leakMw > 0) {
            line(text, "  %-18s %s mW", "leakage", figure(leakMw));
        }
        if (peakWatts > 0) {
            line(text, "  %-18s %s W with every part busy that has an energy", "power", figure(peakWatts));
        }
        types.forEach(type -> append(text, type));
        notes.forEach(note -> line(text, "source%s: %s", note.path().isEmpty() ? "" : " of " + note.path(), note.text()));
        return text.toString();
    }

    private static void append(StringBuilder text, CoreFigures type) {
        line(text, "%s: %d x %d %s crossbars of %d x %d cells, %d rows active at once", type.type(), type.cores(), type.xbars(),
                NodeReader.nameOf(type.kind()), type.rows(), type.cols(),
                type.activeRows());
        if (type.kind() == Xbar.Kind.ANALOG) {
            line(text, "  %-18s %d bits, %d needed to lose nothing with any weights; %d rows at once are safe", "ADC", type.adcBits(),
                    type.adcBitsNeeded(), type.safeRows());
        }
        line(text, "  %-18s %12s %8s %11s %11s %11s %11s %11s %9s", "weights x inputs", "capacity", "cycles", "latency ns", "interval ns",
                "energy pJ", "TOPS", "exact TOPS", "TOPS/W");
        for (var precision : type.precisions()) {
            line(text, "  %-18s %12d %8d %11s %11s %11s %11s %11s %9s", precision.weightBits() + " x " + precision.inputBits() + " bits",
                    precision.capacity(), precision.product().cycles(),
                    figure(precision.product().latencyNs()), figure(precision.product().intervalNs()),
                    figure(precision.product().energyPj()), figure(precision.nominalTops()),
                    figure(precision.exactTops()), precision.topsPerWatt() == 0 ? "-" : figure(precision.topsPerWatt()));
        }
    }

    /** Four significant digits, never an exponent. */
    private static String figure(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
