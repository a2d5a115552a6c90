package qcc.tests;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import qcc.chip.Accumulators;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.Cell;
import qcc.chip.Chip;
import qcc.chip.ChipLevel;
import qcc.chip.Core;
import qcc.chip.CoreType;
import qcc.chip.Cores;
import qcc.chip.Energy;
import qcc.chip.Groups;
import qcc.chip.InputDrive;
import qcc.chip.Memory;
import qcc.chip.Noc;
import qcc.chip.Noise;
import qcc.chip.Npu;
import qcc.chip.OffchipMemory;
import qcc.chip.OperatingPoint;
import qcc.chip.Parts;
import qcc.chip.Requantization;
import qcc.chip.Timing;
import qcc.chip.VectorUnit;
import qcc.chip.Weights;
import qcc.chip.WritePort;
import qcc.chip.Xbar;

/** Finds in the class files which parts of the program depend on a key of the chip file, also through figures derived from it. */
final class ChipKeyUsers {
    /** The records that hold the sections of the schema. */
    static final Map<String, Class<?>> RECORDS = Map.ofEntries(Map.entry("", Chip.class), Map.entry("chip", ChipLevel.class),
            Map.entry("batch", Cores.Batch.class), Map.entry("noc", Noc.class), Map.entry("memory", Memory.class),
            Map.entry("offchip", OffchipMemory.class), Map.entry("core", Core.class), Map.entry("groups", Groups.class),
            Map.entry("reduce", Groups.Reduction.class), Map.entry("issue", Core.Issue.class),
            Map.entry("input_reg", Core.InputRegister.class), Map.entry("accumulators", Accumulators.class),
            Map.entry("vector", VectorUnit.class), Map.entry("requantize", Requantization.class), Map.entry("xbar", Xbar.class),
            Map.entry("cell", Cell.class), Map.entry("weights", Weights.class), Map.entry("input", InputDrive.class),
            Map.entry("adc", Adc.class), Map.entry("full_scale", Adc.FullScale.class), Map.entry("digital", AdderTree.class),
            Map.entry("write", WritePort.class), Map.entry("timing", Timing.class), Map.entry("operating_point", OperatingPoint.class),
            Map.entry("core_type", CoreType.class), Map.entry("energy", Energy.class), Map.entry("parts", Parts.class),
            Map.entry("noise", Noise.class), Map.entry("programming", Noise.Programming.class), Map.entry("drift", Noise.Drift.class),
            Map.entry("wire", Noise.Wire.class), Map.entry("driver", Noise.Driver.class), Map.entry("converter", Noise.Converter.class),
            Map.entry("stuck", Noise.Stuck.class),
            Map.entry("npu", Npu.class), Map.entry("array", Npu.MacArray.class));
    private static final Map<String, String> OTHER_NAMES = Map.of("double", "doubled", "bits", "values");
    private static final Pattern MADE_BY_THE_LANGUAGE = Pattern.compile("equals|hashCode|toString|read|withNotes");
    private static final String CHIP = "qcc.chip";

    private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("qcc");

    /**
     * The parts that depend on a key.
     *
     * @param section the section's name in the schema, empty for the file itself
     * @throws IllegalArgumentException if no record holds the key
     */
    TreeSet<String> of(String section, String key) {
        var holder = classes.get(RECORDS.get(section));
        var field = camelCase(key);
        var name = holder.tryGetField(field).isPresent() ? field : OTHER_NAMES.getOrDefault(key, field);
        if (holder.tryGetField(name).isEmpty()) {
            throw new IllegalArgumentException("%s has no field for the key %s".formatted(holder.getName(), key));
        }
        var parts = new TreeSet<String>();
        var seen = new HashSet<JavaCodeUnit>();
        var open = new ArrayDeque<JavaCodeUnit>();
        holder.getField(name).getAccessesToSelf().forEach(access -> open.add(access.getOrigin()));
        while (!open.isEmpty()) {
            var unit = open.pop();
            if (!seen.add(unit) || isMadeByTheLanguage(unit) || copies(unit, holder)) {
                continue;
            }
            if (unit.getName().startsWith("check")) {
                parts.add("check of the file");
            } else if (unit.getOwner().getPackageName().equals(CHIP)) {
                unit.getAccessesToSelf().forEach(access -> open.add(access.getOrigin()));
            } else {
                parts.add(part(unit.getOwner()));
            }
        }
        return parts;
    }

    /** Whoever makes a section of another one passes keys on without depending on them. */
    private static boolean copies(JavaCodeUnit unit, JavaClass holder) {
        return !unit.getOwner().getPackageName().equals(CHIP)
                && unit.getConstructorCallsFromSelf().stream().anyMatch(call -> call.getTargetOwner().equals(holder));
    }

    private static boolean isMadeByTheLanguage(JavaCodeUnit unit) {
        return unit.getOwner().getPackageName().equals(CHIP)
                && (unit instanceof JavaConstructor || MADE_BY_THE_LANGUAGE.matcher(unit.getName()).matches());
    }

    private static String part(JavaClass user) {
        var name = user.getPackageName();
        if (name.startsWith("qcc.passes")) {
            return "mapping";
        }
        if (name.startsWith("qcc.backend")) {
            return "code generation";
        }
        if (name.startsWith("qcc.sim")) {
            return "simulator";
        }
        return user.getSimpleName().equals("ChipCommand")
                ? "`chip show`"
                : name.startsWith("qcc.cli.report") || name.startsWith("qcc.cli.mapping") || name.startsWith("qcc.cli.graph")
                        ? "reports"
                        : "command line";
    }

    private static String camelCase(String key) {
        return Pattern.compile("_([a-z0-9])").matcher(key).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
