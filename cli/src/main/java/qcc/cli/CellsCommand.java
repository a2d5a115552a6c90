package qcc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.chip.ChipLoader;
import qcc.sim.array.CellMap;
import qcc.tensor.NpzFile;
import qcc.tensor.Shape;
import qcc.tensor.ShortTensor;

/** Prints the levels programmed into the cells of crossbars. */
@Command(name = "cells", description = "Prints the levels programmed into the cells of crossbars.", mixinStandardHelpOptions = true)
final class CellsCommand implements Callable<Integer> {
    /** A replica of an array group of which a crossbar holds some. */
    private record Holding(int group, int replica) {}

    /** One programmed crossbar; levels row after row. */
    private record Crossbar(int segment, int core, int number, int rows, int columns, short[] levels, List<Holding> groups) {
        String name() {
            return "segment%d_core%d_crossbar%d".formatted(segment, core, number);
        }

        int programmed() {
            var count = 0;
            for (var level : levels) {
                count += level == CellMap.UNUSED ? 0 : 1;
            }
            return count;
        }
    }

    /** What {@code --json} prints of a crossbar; the checksum is that of its levels as bytes, 255 where nothing is programmed. */
    private record Summary(int segment, int core, int crossbar, int rows, int columns, int programmed, String crc32,
            List<Holding> groups) {
        static Summary of(Crossbar crossbar) {
            var crc = new CRC32();
            for (var level : crossbar.levels) {
                crc.update(level);
            }
            return new Summary(crossbar.segment, crossbar.core, crossbar.number, crossbar.rows, crossbar.columns, crossbar.programmed(),
                    "%08x".formatted(crc.getValue()), crossbar.groups);
        }
    }

    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Option(names = "--segment", paramLabel = "S", description = "Only this segment.")
    private Optional<Integer> segment = Optional.empty();

    @Option(names = "--core", paramLabel = "C", description = "Only this core.")
    private Optional<Integer> core = Optional.empty();

    @Option(names = "--crossbar", paramLabel = "X", description = "Only crossbars with this number.")
    private Optional<Integer> crossbar = Optional.empty();

    @Option(names = "-o", paramLabel = "FILE", description = "Write to a file: .npz arrays, .csv with a line for each programmed cell, or text.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--json", description = "Print one summary for each crossbar, with a checksum, as JSON.")
    private boolean json;

    CellsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var crossbars = crossbars(new BundleReader().read(invocation.resolve(file)));
        if (crossbars.isEmpty()) {
            throw new InputException(file + ": no such crossbar is programmed");
        }
        var name = output.map(Path::toString).orElse("");
        if (json) {
            var text = Json.text(crossbars.stream().map(Summary::of).toList());
            TextFile.write(output, invocation, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
        } else if (name.endsWith(".npz")) {
            writeArrays(crossbars, invocation.resolve(output.get()));
        } else {
            TextFile.write(output, invocation, target -> write(crossbars, name.endsWith(".csv"), target));
        }
        return ExitCode.OK;
    }

    private List<Crossbar> crossbars(Bundle bundle) {
        var chip = ChipLoader.parse(bundle.chip(), file + ": chip");
        var found = new ArrayList<Crossbar>();
        for (var s = 0; s < bundle.segments().size(); s++) {
            for (var program : bundle.segments().get(s).programs()) {
                if (segment.orElse(s) == s && core.orElse(program.core()) == program.core()) {
                    checkCore(program.core(), chip.coreCount());
                    var xbar = chip.typeOf(program.core()).xbar();
                    append(found, s, program, CellMap.of(program.groups(), xbar.rows(), xbar.cols()));
                }
            }
        }
        return found;
    }

    private void checkCore(int number, int cores) {
        if (number >= cores) {
            throw new InputException("%s: there is a program for core %d of %d".formatted(file, number, cores));
        }
    }

    private void append(List<Crossbar> found, int segmentNumber, CoreProgram program, CellMap map) {
        for (var number : map.crossbars()) {
            if (crossbar.isEmpty() || crossbar.get().equals(number)) {
                found.add(new Crossbar(segmentNumber, program.core(), number, map.rows(), map.columns(), map.levels(number),
                        groups(program, number)));
            }
        }
    }

    private static List<Holding> groups(CoreProgram program, int crossbar) {
        return program.groups().stream().flatMap(group -> group.slices().stream().filter(slice -> slice.crossbar() == crossbar)
                .map(slice -> new Holding(group.id(), slice.replica()))).distinct().toList();
    }

    private static void writeArrays(List<Crossbar> crossbars, Path target) {
        var arrays = new LinkedHashMap<String, ShortTensor>();
        crossbars.forEach(c -> arrays.put(c.name(), new ShortTensor(Shape.of(c.rows, c.columns), c.levels)));
        NpzFile.write(target, arrays);
    }

    private static void write(List<Crossbar> crossbars, boolean commaSeparated, OutputStream target) throws IOException {
        var text = new PrintStream(target, false, StandardCharsets.UTF_8);
        if (commaSeparated) {
            text.print("segment,core,crossbar,row,column,level\n");
        }
        for (var crossbar : crossbars) {
            text.print(commaSeparated ? lines(crossbar) : grid(crossbar));
        }
        text.flush();
        if (text.checkError()) {
            throw new IOException("the cells could not be written");
        }
    }

    private static StringBuilder lines(Crossbar crossbar) {
        var text = new StringBuilder();
        for (var i = 0; i < crossbar.levels.length; i++) {
            if (crossbar.levels[i] != CellMap.UNUSED) {
                text.append(crossbar.segment).append(',').append(crossbar.core).append(',').append(crossbar.number).append(',')
                        .append(i / crossbar.columns).append(',').append(i % crossbar.columns).append(',').append(crossbar.levels[i])
                        .append('\n');
            }
        }
        return text;
    }

    /** Group 3, or {@code group 3 replica 1} where it is not the first copy. */
    private static String holdings(Crossbar crossbar) {
        return crossbar.groups.stream().map(held -> "group " + held.group + (held.replica == 0 ? "" : " replica " + held.replica))
                .collect(Collectors.joining(", "));
    }

    /** One row a line: levels in columns as wide as the largest, a dot where nothing is programmed. */
    private static StringBuilder grid(Crossbar crossbar) {
        var most = 0;
        for (var level : crossbar.levels) {
            most = Math.max(most, level);
        }
        var width = Integer.toString(most).length();
        var text = new StringBuilder(String.format(Locale.ROOT, "segment %d, core %d, crossbar %d: %d of %d x %d cells programmed, %s%n",
                crossbar.segment, crossbar.core, crossbar.number, crossbar.programmed(), crossbar.rows, crossbar.columns,
                holdings(crossbar)));
        for (var i = 0; i < crossbar.levels.length; i++) {
            var level = crossbar.levels[i] == CellMap.UNUSED ? "." : Short.toString(crossbar.levels[i]);
            text.repeat(' ', (width > 1 && i % crossbar.columns > 0 ? 1 : 0) + width - level.length()).append(level);
            text.append(i % crossbar.columns == crossbar.columns - 1 ? "\n" : "");
        }
        return text;
    }
}
