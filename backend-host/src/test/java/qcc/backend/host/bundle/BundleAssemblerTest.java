package qcc.backend.host.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.Source;
import qcc.backend.host.bundle.BundleDisassembler.Detail;

class BundleAssemblerTest {
    private final SmallBundle small = new SmallBundle();

    @Test
    void aBundleComesBackFromItsFullText() throws IOException {
        var bundle = small.build();
        var text = text(bundle, Detail.FULL);
        assertThat(assemble(text)).isEqualTo(bundle);
        assertThat(new BundleWriter().toBytes(assemble(text))).isEqualTo(new BundleWriter().toBytes(bundle));
        assertThat(text(assemble(text.replace("\n", "\r\n")), Detail.FULL)).isEqualTo(text);
    }

    @Test
    void convertersComeBackFromTheText() throws IOException {
        for (var signing : Converter.Signing.values()) {
            var bundle = SmallBundle
                    .withConverter(new Converter(9, StepTable.of(2, 1, 1, 4, 3).withFractionBits(signing.ordinal()),
                            Converter.Rounding.FLOOR, 8, 1, signing, List.of(2, 1)));
            assertThat(assemble(text(bundle, Detail.FULL))).isEqualTo(bundle);
        }
    }

    @Test
    void crossingValuesComeBackFromTheText() throws IOException {
        var bundle = SmallBundle.withCrossingValues().build();
        var text = text(bundle, Detail.FULL);
        assertThat(text).contains("""
                .block samples=12
                .crossing address=20, bytes=4, source=host, segments=[0, 1]
                .crossing address=24, bytes=8, source=segment, segments=[1, 0]
                """);
        assertThat(assemble(text)).isEqualTo(bundle);
        assertThatThrownBy(() -> assemble(text.replace("source=host", "source=moon"))).isInstanceOf(AssemblyException.class)
                .hasMessageContaining("there is no source 'moon'; expected host or segment");
    }

    @Test
    void replicasComeBackFromTheText() throws IOException {
        var bundle = SmallBundle.withReplicas();
        var text = text(bundle, Detail.FULL);
        assertThat(text).contains("columns=1, slice=0, replica=0\n").contains("columns=1, slice=0, replica=1\n");
        assertThat(text(small.build(), Detail.FULL)).doesNotContain("replica");
        assertThat(assemble(text)).isEqualTo(bundle);
    }

    @Test
    void theTextIsTheSameInEveryLanguage() throws IOException {
        var text = text(small.build(), Detail.FULL);
        var language = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(text(small.build(), Detail.FULL)).isEqualTo(text);
        } finally {
            Locale.setDefault(language);
        }
    }

    @Test
    void theTextShowsMatricesRowByRow() throws IOException {
        assertThat(text(small.build(), Detail.FULL)).contains("""
                    .group id=7, rows=3, columns=2, encoding=offset, slice_bits=[4, 4], crc32=0x%08x {
                """.formatted(SmallBundle.group(7).crc32())).contains("""
                      .matrix x{
                        01 fe
                        03 fc
                        05 fa
                      }
                """).contains("  copy_in id=2, buffer=1, address=0, bytes=3, after=[1]\n")
                .contains("  .constant address=16, x{01 02 03}\n").contains(".blob \"b\", x{}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\n\nb", " a\\\n\\", "\"{\" // no comment\n", "\r\n\t\u0000", "}\n"})
    void textsStayAsTheyAre(String text) throws IOException {
        small.hostModule = new HostModule(text, List.of());
        var bundle = new Bundle("p\"\\", "n\n", text, 32, small.buffers, small.inputs, small.outputs, small.segments, small.commands,
                small.hostModule);
        assertThat(assemble(text(bundle, Detail.FULL))).isEqualTo(bundle);
    }

    @Test
    void whatIsLeftOutIsMissed() throws IOException {
        small.segments = List.of(new Segment(List.of(new GlobalConstant(0, new byte[33])), List.of()));
        var text = text(small.build(), Detail.ELIDED);
        assertThat(text).contains(".constant address=0, bytes=33\n");
        assertThatThrownBy(() -> assemble(text)).isInstanceOf(AssemblyException.class)
                .hasMessageContaining("the constant is left out of this text: disassemble with --full");
    }

    @Test
    void oneCoreCanBeWrittenAlone() throws IOException {
        var text = new StringBuilder();
        new BundleDisassembler(Detail.ELIDED, text).writeCore(small.build(), 3);
        assertThat(text).contains(".core id=3").doesNotContain(".core id=0").doesNotContain(".constant");
    }

    @Test
    void theExampleOfTheDocumentationIsWhatIsWritten() throws IOException {
        var page = Files.readString(Path.of(System.getProperty("qcc.root"), "docs", "inspecting-programs.md"));
        var example = page.substring(page.indexOf(".bundle version"), page.indexOf("```", page.indexOf(".bundle version")));
        assertThat(text(assemble(example), Detail.FULL)).isEqualTo(example);
    }

    @Test
    void anEmptyTextIsNoBundle() {
        assertThatThrownBy(() -> assemble("")).hasMessage("t:1:1: error: expected '.bundle version=1'");
        assertThatThrownBy(() -> assemble(".bundle version=1\n")).hasMessageContaining("expected the directive '.host_module'");
        assertThatThrownBy(() -> assemble(".bundle version=2\n")).hasMessage("t:1:17: error: version must be in 1..1 but is 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            01 fe                   | 01 f      | expected a byte of two hexadecimal digits
            01 fe                   | 01 fg     | expected a byte of two hexadecimal digits
            01 fe                   | 01        | group 7: a 3 x 2 matrix does not have 5 elements
            01 fe                   | 02 fe     | correct or remove it
            encoding=offset         | encoding=none | there is no weight encoding 'none'; expected one of differential_analog
            slice_bits=[4, 4]       | slice_bits=4  | slice_bits: expected a list of numbers but found 4
            slice_bits=[4, 4]       | slice_bits=[4, 9] | group 7: a slice has 1 to 8 bits, not 9
            slice_bits=[4, 4]       | slices=[4, 4] | .group: expected slice_bits=, a list of numbers
            .matrix                 | .matrices | there is no directive '.matrices' in a group; expected .converter, .slice or .matrix
            .core id=0              | .core id=0, x=1 | unexpected 'x': .core takes id
            .segment id=0           | .segment id=1 | segments are numbered in order from 0: expected id=0
            kind=f32                | kind=f16  | there is no element kind 'f16'
            launch id               | start id  | there is no host command 'start'
            li dst=r1               | li dst=r0 | dst: expected a register in r1..r31 but found 'r0'
            .producer               | .network  | '.network' is given twice
            .chip                   | .chips    | there is no directive '.chips'
            """)
    void errorsAreToldWhereTheyStand(String right, String wrong, String message) throws IOException {
        var text = text(small.build(), Detail.FULL);
        assertThat(text).contains(right);
        assertThatThrownBy(() -> assemble(text.replaceFirst(Pattern.quote(right), wrong)))
                .isInstanceOf(AssemblyException.class).hasMessageMatching("(?s)t:[0-9]+:[0-9]+: error: .*").hasMessageContaining(message);
    }

    private static String text(Bundle bundle, Detail detail) throws IOException {
        var text = new StringBuilder();
        new BundleDisassembler(detail, text).write(bundle);
        return text.toString();
    }

    private static Bundle assemble(String text) {
        return BundleAssembler.assemble(new Source("t", text));
    }
}
