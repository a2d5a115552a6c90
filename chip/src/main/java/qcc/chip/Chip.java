package qcc.chip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chip: the content of one chip file.
 *
 * @param arch name
 * @param version version of the file format, 1
 * @param clockMhz clock of the digital parts in MHz
 * @param control what the hardware lets software drive
 * @param operatingPoints supplies it may run at; empty where the file gives none
 * @param operatingPoint the one it runs at, whose clock and energies are the chip's; empty where these are as the file gives them
 * @param chip what the cores share
 * @param core a core; of the types that give none themselves, on a heterogeneous chip
 * @param xbar a crossbar; likewise
 * @param coreTypes types of cores by name, empty on a chip of equal cores
 * @param npu the NPU beside the crossbars, if any
 * @param energy energies of crossbars and leakage
 * @param areaMm2 areas in mm2
 * @param noise non-idealities
 * @param notes where figures come from
 * @param source the text this chip was read from
 */
public record Chip(String arch, int version, double clockMhz, ControlLevel control, List<OperatingPoint> operatingPoints,
        Optional<OperatingPoint> operatingPoint, ChipLevel chip, Core core, Xbar xbar,
        Map<String, CoreType> coreTypes, Optional<Npu> npu, Energy energy, Parts areaMm2, Noise noise, List<SourceNote> notes,
        ChipSource source) {
    private static final int FORMAT = 1;

    public Chip {
        operatingPoints = List.copyOf(operatingPoints);
        coreTypes = Collections.unmodifiableMap(new LinkedHashMap<>(coreTypes));
        notes = List.copyOf(notes);
    }

    /** Number of cores. */
    public int coreCount() {
        return chip.cores().count();
    }

    /** Core and crossbars of the core with some number. */
    public CoreType typeOf(int core) {
        return switch (chip.cores()) {
            case Cores.Grid _ -> new CoreType(this.core, xbar);
            case Cores.Typed typed -> coreTypes.get(typed.typeOf(core));
        };
    }

    /** Kinds of cores with their numbers: one on a chip of equal cores. */
    public Map<CoreType, Integer> census() {
        return switch (chip.cores()) {
            case Cores.Grid grid -> Map.of(new CoreType(core, xbar), grid.count());
            case Cores.Typed typed -> {
                var counts = new LinkedHashMap<CoreType, Integer>();
                typed.batches().forEach(batch -> counts.merge(coreTypes.get(batch.type()), batch.count(), Integer::sum));
                yield counts;
            }
        };
    }

    /** Crossbars of all cores. */
    public long xbarCount() {
        return census().entrySet().stream().mapToLong(entry -> (long) entry.getKey().core().xbars() * entry.getValue()).sum();
    }

    /** What the passes may lower to. */
    public LegalOperations legalOperations() {
        return LegalOperations.of(this);
    }

    /** The chip file's text, as stored in program bundles: reading it again gives an equal chip. */
    public String toYaml() {
        return source.text();
    }

    /**
     * A problem that a later stage found with this chip, at its place in the file.
     *
     * @param path key such as {@code xbar.adc.bits}; where the file does not give it, the problem is placed at the innermost section around it
     * @param message what is wrong
     * @param hint what to change, may be empty
     */
    public Problem problemAt(String path, String message, String hint) {
        return ChipLoader.problemAt(source, path, message, hint);
    }

    /** The name, with the supply where one was chosen. */
    public String title() {
        return operatingPoint.map(point -> arch + " at " + point.volts()).orElse(arch);
    }

    /**
     * This chip at one of its operating points.
     *
     * @param volts the supply, as {@code operating_points} gives it
     * @throws ChipException if the file has no such operating point
     */
    public Chip at(double volts) {
        return ChipLoader.parse(ChipLoader.textAt(this, volts), source.name());
    }

    static Chip read(Section section, ChipSource source) {
        var points = OperatingPoint.list(section);
        var point = OperatingPoint.inForce(section, points);
        section.scaleEnergies(point.map(OperatingPoint::pjScale).orElse(1.0));
        var core = section.section("core", Core::read);
        var xbar = section.section("xbar", Xbar::read);
        var base = checked(section, section, new CoreType(core, xbar));
        var types = section.named("core_types", type -> checked(section, type, CoreType.read(type, base)));
        double nominalMhz = section.number("clock_mhz", Bounds.POSITIVE);
        double clockMhz = point.map(OperatingPoint::clockMhz).orElse(nominalMhz);
        var result = new Chip(section.text("arch"), section.integer("version", Bounds.between(FORMAT, FORMAT)), clockMhz,
                section.choice("control", ControlLevel.class),
                points, point, section.section("chip", ChipLevel::read), core, xbar, types,
                section.optionalSection("npu", npu -> Npu.read(npu, clockMhz)),
                section.sectionOrDefaults("energy", Energy::read),
                section.sectionOrDefaults("area_mm2", Parts::read),
                section.sectionOrDefaults("noise", Noise::read), List.of(), source);
        if (section.has("chip")) {
            result.checkTypes(section);
        }
        return result;
    }

    /** A type may borrow from the file's core and crossbar, so it is judged only while the whole file is sound. */
    private static CoreType checked(Section file, Section section, CoreType type) {
        if (file.sound()) {
            type.check(section);
        }
        return type;
    }

    private void checkTypes(Section section) {
        if (chip.cores() instanceof Cores.Typed typed) {
            for (int i = 0; i < typed.batches().size(); i++) {
                var type = typed.batches().get(i).type();
                if (!coreTypes.containsKey(type)) {
                    section.problem("chip.cores", "chip.cores[" + i + "] is of type '" + type + "', which core_types does not name",
                            "describe it there: core_types: {" + type + ": {core: ...}}");
                }
            }
        }
    }

    /** This chip as one that lets software drive less, or more; its file stays. */
    public Chip withControl(ControlLevel level) {
        return new Chip(arch, version, clockMhz, level, operatingPoints, operatingPoint, chip, core, xbar, coreTypes, npu, energy, areaMm2,
                noise, notes, source);
    }

    /** This chip with the notes on sources that its reading collected. */
    Chip withNotes(List<SourceNote> collected) {
        return new Chip(arch, version, clockMhz, control, operatingPoints, operatingPoint, chip, core, xbar, coreTypes, npu, energy,
                areaMm2, noise,
                collected,
                source);
    }
}
