package qcc.chip;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the page of presets from the presets themselves. */
final class PresetPage {
    private static final String HEAD = """
            # Chips that come with qcc

            This page is generated from the presets; `PresetPageTest` fails when they differ and says how to write it anew. `qcc chip show NAME` prints a preset's figures and sources,
            `qcc chip show NAME --yaml` the file itself, a starting point for a chip of one's own. In the files, `src:` names where a number comes from, "composition" marks what this project
            chose so that networks can be compiled, and "unverified" what could not be confirmed.

            Exact TOPS count only as many rows at once as the converter resolves without loss, for any weights: 0 where not one row is safe.

            """;
    private static final String LEFT_OUT = """

            ## Left out

            Chips of which too little is known to give the time of a product. A file of one's own can describe them.

            | chip | known | missing |
            |---|---|---|
            | jain21 | 4 cores of 2 SRAM arrays of 256 x 64 one-bit cells, at most 32 rows active, driven by word lines (a preset of CIM-MLC, which has nothing else) | converter, clock, time of a phase, memories, energies |
            | dynaplasia | 96 eDRAM arrays of 320 x 320 that compute or store, switched in one cycle; 8 buffers of 10 KB; 28 nm, 20.25 mm2, 9.6 Mb, 19.5 TOPS and 56.0 TOPS/W for 4 x 5 bits (abstract, DOI 10.1109/JSSC.2023.3319962), from which a product of 4-bit inputs takes 202 ns if all arrays compute | bits of the converter, without which no product can be computed; clock; the switch between computing and storing has no key in the chip file |
            | Arch-A, -B, -C | named in PIMCOMP's journal paper (arXiv 2411.09159), whose tables were not at hand | all figures |
            """;
    /** Feature sizes as published; the chip file has no key for them. */
    private static final Map<String, String> TECHNOLOGY = Map.ofEntries(Map.entry("colonnade-jssc21", "65 nm"),
            Map.entry("d6cim-esscirc23", "28 nm"), Map.entry("hermes-pcm64", "14 nm (unverified)"), Map.entry("isaac-isca16", "32 nm"),
            Map.entry("jia-jssc20", "65 nm"), Map.entry("jia-jssc22", "16 nm (unverified)"),
            Map.entry("neurram-nat22", "130 nm (unverified)"),
            Map.entry("pimcomp-dac23", "-"), Map.entry("puma-asplos19", "32 nm"), Map.entry("sinangil-jssc21", "7 nm"),
            Map.entry("tsmc22-isscc21", "22 nm"));

    private PresetPage() {}

    static String text() {
        var page = new StringBuilder(HEAD);
        page.append("""
                | preset | technology | macros | array | cells | rows at once (exact) | read-out | weights x inputs | TOPS | exact TOPS |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        ChipLoader.presets().forEach(name -> chip(page, name, ChipLoader.preset(name)));
        page.append("""

                ## Printed and published figures

                Tests hold each printed figure to the published one within the percentage given.

                | preset | figure | published | printed | within | remark |
                |---|---|---|---|---|---|
                """);
        PublishedFigure.ALL.forEach(each -> figure(page, each));
        return page.append(LEFT_OUT).toString();
    }

    private static void chip(StringBuilder page, String name, Chip chip) {
        var xbar = chip.xbar();
        var figures = ChipReport.of(chip).types().getFirst();
        var widest = figures.precisions().getFirst();
        row(page, "`" + name + "`", TECHNOLOGY.get(name), chip.coreCount() + " x " + chip.core().xbars(), xbar.rows() + " x " + xbar.cols(),
                NodeReader.nameOf(xbar.cell().tech()) + ", " + bits(xbar.cell().bits()),
                xbar.activeRows() + " (" + figures.safeRows() + ")",
                readout(xbar, figures), widest.weightBits() + " x " + widest.inputBits(), number(widest.nominalTops()),
                number(widest.exactTops()));
    }

    private static String readout(Xbar xbar, CoreFigures figures) {
        return switch (xbar.readout()) {
            case Adc adc -> bits(adc.bits()) + " for " + (adc.columnsPerAdc() == 1 ? "a column" : adc.columnsPerAdc() + " columns") + ", "
                    + figures.adcBitsNeeded() + " needed";
            case AdderTree _ -> "digital, exact";
        };
    }

    private static void figure(StringBuilder page, PublishedFigure each) {
        row(page, "`" + each.preset() + "`", each.what(), number(each.published()), number(each.of(ChipLoader.preset(each.preset()))),
                each.percent() == 0 ? "differs" : number(each.percent()) + " %", each.remark());
    }

    private static void row(StringBuilder page, String... cells) {
        page.append(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String bits(int bits) {
        return bits + (bits == 1 ? " bit" : " bits");
    }

    private static String number(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
