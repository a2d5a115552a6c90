package qcc.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qcc.chip.Chip;
import qcc.chip.ChipException;
import qcc.chip.ChipLoader;
import qcc.chip.ChipReport;
import qcc.chip.Problem;

/** Lists, shows and checks chip descriptions. */
@Command(name = "chip", description = "Lists, shows and checks chip descriptions.", mixinStandardHelpOptions = true)
final class ChipCommand implements Callable<Integer> {
    /** A line of the list. */
    private record Entry(String name, String arch, int cores, long crossbars) {}

    /** What {@code check --json} prints. */
    private record Verdict(String file, boolean valid, List<Problem> problems) {}

    private final Invocation invocation;

    @Spec
    private CommandSpec spec;

    ChipCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "one of list, show, check is missing");
    }

    @Command(description = "Lists the presets.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        var entries = ChipLoader.presets().stream().map(ChipCommand::entry).toList();
        if (json) {
            invocation.out().print(Json.text(entries));
        } else {
            entries.forEach(
                    e -> invocation.out().printf(Locale.ROOT, "%-20s %d cores, %d crossbars%n", e.name(), e.cores(), e.crossbars()));
        }
        return ExitCode.OK;
    }

    private static Entry entry(String preset) {
        var chip = ChipLoader.preset(preset);
        return new Entry(preset, chip.arch(), chip.coreCount(), chip.xbarCount());
    }

    @Command(description = "Shows a chip's sizes and what follows from them.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "CHIP", description = "A preset or a chip file.") String chip,
            @Mixin OperatingPointOption operatingPoint,
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Option(names = "--yaml", description = "Print the chip file itself.") boolean yaml) {
        var found = operatingPoint.of(find(chip, invocation));
        if (yaml) {
            invocation.out().print(found.toYaml());
        } else {
            var report = ChipReport.of(found);
            invocation.out().print(json ? report.toJson() + "\n" : report.toText());
        }
        return ExitCode.OK;
    }

    @Command(description = "Checks a chip file and prints every problem with its line and column.", mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "CHIP", description = "A chip file or a preset.") String chip,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        List<Problem> problems = List.of();
        try {
            find(chip, invocation);
        } catch (ChipException e) {
            problems = e.problems();
        }
        if (json) {
            invocation.out().print(Json.text(new Verdict(chip, problems.isEmpty(), problems)));
        } else if (problems.isEmpty()) {
            invocation.out().println(chip + ": ok");
        } else {
            problems.forEach(invocation.err()::println);
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.INPUT;
    }

    /** A file, where the text looks like a path or such a file is there, else a preset. */
    static Chip find(String presetOrFile, Invocation invocation) {
        var file = invocation.resolve(Path.of(presetOrFile));
        boolean named = !presetOrFile.matches(".*[./\\\\].*") && !Files.isRegularFile(file);
        return named || ChipLoader.presets().contains(presetOrFile) ? ChipLoader.preset(presetOrFile) : ChipLoader.load(file);
    }
}
