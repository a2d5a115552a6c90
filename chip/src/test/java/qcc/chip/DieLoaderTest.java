package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import qcc.chip.CrossbarFaults.ConverterError;
import qcc.chip.CrossbarFaults.StuckCell;

/** Die files for the minimal chip (one core of two crossbars of 128 x 64 cells of 2 bits) and for the complete one (cores 2 to 4 are digital, 64 x 64). */
class DieLoaderTest {
    private static final String ONE = "{xbar: 1, bad_columns: [63, 0], stuck: [[127, 5, 3], [0, 63, 0]], adc: {7: {gain: 0.5}, 63: {offset_lsb: -1.5}}, src: probe}";
    private static final Chip SMALL = TestChips.chip();
    private static final Chip LARGE = ChipLoader.parse(TestChips.complete(), "complete.yaml");

    private static void expect(String yaml, Chip chip, String place, String message, String hint) {
        var problems = catchThrowableOfType(ChipException.class, () -> DieLoader.parse(yaml, "die.yaml", chip)).problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.source() + ":" + problem.line() + ":" + problem.column()).isEqualTo("die.yaml:" + place);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.hint()).contains(hint);
        });
    }

    @Test
    void oneCrossbar() {
        var die = DieLoader.parse(ONE, "die.yaml", SMALL);
        assertThat(die.faults(0, 0)).isEmpty();
        var faults = die.faults(0, 1).orElseThrow();
        assertThat(faults.badColumns()).containsExactly(0, 63);
        assertThat(faults.stuck()).containsExactly(new StuckCell(127, 5, 3), new StuckCell(0, 63, 0));
        assertThat(faults.converters())
                .isEqualTo(Map.of(7, new ConverterError(0.5, 0), 63, new ConverterError(1, -1.5)));
        assertThat(die.notes()).containsExactly(new SourceNote("", "probe"));
    }

    @Test
    void severalCrossbarsAreFoundByAddress() {
        var die = DieLoader.parse("[{core: 5, xbar: 95}, {core: 2, xbar: 3, stuck: [[63, 63, -1]]}, {core: 0, xbar: 3}]", "die.yaml",
                LARGE);
        assertThat(die.crossbars()).extracting(CrossbarFaults::core).containsExactly(0, 2, 5);
        assertThat(die.faults(2, 3).orElseThrow().stuck()).containsExactly(new StuckCell(63, 63, -1));
        assertThat(die.faults(5, 95)).hasValue(CrossbarFaults.none(5, 95));
        assertThat(die.faults(2, 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {} | 1:1 | xbar is missing | every die file must give it
            {xbar: 2} | 1:8 | xbar is 2 | between 0 and 1
            {xbar: -1} | 1:8 | xbar is -1 | between 0 and 1
            {xbar: 0, core: 1} | 1:17 | core is 1 | between 0 and 0
            {xbar: 0, columns: [3]} | 1:11 | unknown key columns | the keys here are adc, bad_columns, core, src, stuck, xbar
            {xbar: 0, bad_column: [3]} | 1:11 | unknown key bad_column | did you mean 'bad_columns'?
            {xbar: 0, xbar: 1} | 1:11 | xbar is given twice | remove one
            {xbar: 0, bad_columns: 3} | 1:24 | bad_columns must be a list but is the number 3 |
            {xbar: 0, bad_columns: []} | 1:24 | bad_columns is an empty list | at least one
            {xbar: 0, bad_columns: [3, 64]} | 1:28 | bad_columns[1] is 64 | between 0 and 63
            {xbar: 0, bad_columns: [3, -1]} | 1:28 | bad_columns[1] is -1 | between 0 and 63
            {xbar: 0, bad_columns: [3, 4, 3]} | 1:31 | bad_columns[2]: column 3 is given twice | remove one
            {xbar: 0, bad_columns: [3.5]} | 1:25 | bad_columns[0] must be an integer but is the number 3.5 |
            {xbar: 0, stuck: [3]} | 1:19 | stuck[0] must be [row, column, value] but is the number 3 |
            {xbar: 0, stuck: [[3, 4]]} | 1:19 | stuck[0] has 2 entries | it must be [row, column, value]
            {xbar: 0, stuck: [[128, 4, 0]]} | 1:20 | stuck[0][0] is 128 | between 0 and 127
            {xbar: 0, stuck: [[3, 64, 0]]} | 1:23 | stuck[0][1] is 64 | between 0 and 63
            {xbar: 0, stuck: [[3, 4, 4]]} | 1:26 | stuck[0][2] is 4, which no cell of this crossbar holds | one of [0, 1, 2, 3]
            {xbar: 0, stuck: [[3, 4, 300]]} | 1:26 | stuck[0][2] is 300 | between -128 and 255
            {xbar: 0, stuck: [[3, 4, 0], [4, 3, 0], [3, 4, 1]]} | 1:41 | stuck[2]: cell [3, 4] is given twice | remove one
            {xbar: 0, adc: [3]} | 1:16 | adc must be a section of keys but is a list |
            {xbar: 0, adc: {64: {gain: 1}}} | 1:21 | adc has the key '64' | columns, between 0 and 63
            {xbar: 0, adc: {-1: {gain: 1}}} | 1:21 | adc has the key '-1' | columns, between 0 and 63
            {xbar: 0, adc: {03: {gain: 1}}} | 1:21 | adc has the key '03' | columns, between 0 and 63
            {xbar: 0, adc: {all: {gain: 1}}} | 1:22 | adc has the key 'all' | columns, between 0 and 63
            {xbar: 0, adc: {3: {gain: 1}, 3: {gain: 2}}} | 1:31 | adc.3 is given twice | remove one
            {xbar: 0, adc: {3: {gain: 0}}} | 1:27 | adc.3.gain is 0 | above 0 and at most 1000
            {xbar: 0, adc: {3: {offset: 1}}} | 1:21 | unknown key adc.3.offset | gain, offset_lsb, src
            {xbar: 0, adc: {3: {offset_lsb: some}}} | 1:33 | adc.3.offset_lsb must be a number but is the text 'some' |
            [{xbar: 0}, {xbar: 1}, {xbar: 0}] | 1:31 | crossbar 0 of core 0 is given twice | one entry
            [{xbar: 0}, 3] | 1:13 | [1] must be a section of keys but is the number 3 |
            [{xbar: 0, bad_columns: [64]}] | 1:26 | [0].bad_columns[0] is 64 | between 0 and 63
            [] | 1:1 | the file is an empty list | at least one
            broken | 1:1 | the file must be a section of keys but is the text 'broken' |
            """)
    void isRefusedWithPlaceAndAdvice(String yaml, String place, String message, String hint) {
        expect(yaml, SMALL, place, message, hint == null ? "" : hint);
    }

    @Test
    void theCoreMustBeNamedWhereThereAreSeveral() {
        expect("xbar: 0\n", LARGE, "1:1", "core is missing on a chip of 6 cores", "0 to 5");
        expect("{core: 6, xbar: 0}", LARGE, "1:8", "core is 6", "between 0 and 5");
    }

    @Test
    void eachCrossbarIsHeldToItsOwnType() {
        expect("{core: 2, xbar: 0, bad_columns: [64]}", LARGE, "1:34", "bad_columns[0] is 64", "between 0 and 63");
        expect("{core: 2, xbar: 0, stuck: [[0, 0, 0]]}", LARGE, "1:35", "stuck[0][2] is 0, which no cell of this crossbar holds",
                "one of [-1, 1]");
        expect("{core: 2, xbar: 0, adc: {3: {gain: 2}}}", LARGE, "1:25", "adc is given on a digital macro", "remove it");
    }

    @Test
    void severalProblemsAreReportedInTheOrderOfTheFile() {
        assertThatThrownBy(() -> DieLoader.parse("xbar: 0\nbad_columns: [99]\nstuck: [[0, 0, 9]]\n", "die.yaml", SMALL))
                .isInstanceOf(ChipException.class).hasMessageContaining("die.yaml:2:15: error: bad_columns[0] is 99\n  help: it must be")
                .hasMessageContaining("die.yaml:3:16: error: stuck[0][2] is 9");
    }

    @Test
    void filesAreRead(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("die.yaml"), ONE);
        assertThat(DieLoader.load(file, SMALL)).isEqualTo(DieLoader.parse(ONE, file.toString(), SMALL));
        var missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> DieLoader.load(missing, SMALL))
                .hasMessage(missing + ": error: there is no such file\n  help: give a die file");
        var empty = Files.writeString(folder.resolve("empty.yaml"), "# none\n");
        assertThatThrownBy(() -> DieLoader.load(empty, SMALL)).hasMessageContaining("empty.yaml:1:1: error: the file is empty");
    }

    /** The published schema accepts what the reader accepts. */
    @ParameterizedTest
    @ValueSource(strings = {ONE, "[{core: 0, xbar: 1}, {core: null, xbar: 0, adc: null, bad_columns: null, stuck: null}]",
            "{xbar: 0, adc: {src: probe, 3: {gain: null, offset_lsb: null, src: [a, b]}}}"})
    void theSchemaAcceptsWhatTheReaderAccepts(String yaml) throws JsonProcessingException {
        assertThat(DieLoader.parse(yaml, "die.yaml", SMALL).crossbars()).isNotEmpty();
        assertThat(schemaErrors(yaml)).isEmpty();
    }

    /** What the chip has no say in, the schema refuses too. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{xbar: -1}", "{xbar: 0, columns: [3]}", "{xbar: 0, bad_columns: []}", "{xbar: 0, bad_columns: [3, 3]}",
            "{xbar: 0, stuck: [[3, 4]]}", "{xbar: 0, stuck: [3]}", "{xbar: 0, adc: {all: {gain: 1}}}", "{xbar: 0, adc: {3: {gain: 0}}}",
            "{xbar: 0, adc: {3: {offset: 1}}}", "[]", "broken"})
    void theSchemaRefusesWhatNoChipAllows(String yaml) throws JsonProcessingException {
        assertThatThrownBy(() -> DieLoader.parse(yaml, "die.yaml", SMALL)).isInstanceOf(ChipException.class);
        assertThat(schemaErrors(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"crossbar_faults, '{xbar: 0, zzzzzzzzzzzz: 1}'", "converter_error, '{xbar: 0, adc: {3: {zzzzzzzzzzzz: 1}}}'"})
    void everySectionHasTheSchemasKeys(String definition, String yaml) throws JsonProcessingException {
        var problem = catchThrowableOfType(ChipException.class, () -> DieLoader.parse(yaml, "die.yaml", SMALL)).problems().getFirst();
        var keys = new TreeSet<String>();
        new ObjectMapper().readTree(ChipSchemaPage.schemaText("die-schema.json")).at("/$defs/" + definition + "/properties").fieldNames()
                .forEachRemaining(keys::add);
        assertThat(Arrays.asList(problem.hint().replaceAll(".*the keys here are ", "").split(", "))).containsExactlyElementsOf(keys);
    }

    private static List<?> schemaErrors(String yaml) throws JsonProcessingException {
        Object document = new Yaml().load(yaml);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ChipSchemaPage.schemaText("die-schema.json"), InputFormat.JSON)
                .validate(new ObjectMapper().writeValueAsString(document), InputFormat.JSON);
    }
}
