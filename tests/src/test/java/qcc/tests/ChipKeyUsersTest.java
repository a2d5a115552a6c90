package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import qcc.chip.Chip;

/** Every key of the chip file is used by some part of the program, or the documentation says why it is not. */
class ChipKeyUsersTest {
    private static final Path PAGE = Repository.ROOT.resolve("docs/chip-keys.md");
    private static final String HEAD = """
            # Who uses the chip file's keys

            This page is generated: `ChipKeyUsersTest` finds in the class files which parts of the program depend on a key, also through figures
            derived from it, and fails for a key that nobody uses and this page does not explain; `-Dqcc.docs.update=true` writes the page.
            [chip-schema.md](chip-schema.md) says what each key means.

            | part | what it does with a key |
            |---|---|
            | check of the file | refuses values that contradict others |
            | mapping | partitions and maps networks by it |
            | code generation | makes instructions by it, or refuses |
            | simulator | counts time and energy by it, computes by it, or refuses |
            | reports | of runs, bundles and pictures |
            | command line | chooses options by it, or refuses |
            | `chip show` | prints figures derived from it |

            """;
    /** Keys, or whole sections, of which class files do not tell all: why no part depends on them, or what reading the file does with them. */
    private static final Map<String, String> REMARKS = Map.ofEntries(Map.entry("version", "read with the file, which must have version 1"),
            Map.entry("operating_point.clock_mhz", "replaces the chip's `clock_mhz` at this supply as the file is read"),
            Map.entry("operating_point.pj_scale", "multiplies every energy in pJ at this supply as the file is read"),
            Map.entry("npu.*", "not used: no operation runs on an NPU, of which compilation warns"),
            Map.entry("array.*", "not used, see `npu`"),
            Map.entry("accumulators.overflow",
                    "not needed: whatever the hardware would do, sums that could leave `bits` are refused, since "
                            + "saturated and wrapped sums are wrong alike; so no sum overflows"),
            Map.entry("cell.tech", "a description: levels, writing and noise have keys of their own"),
            Map.entry("input.drive", "a description: however a level becomes a signal, it is the same level; `driver_ns`, `array_ns` and "
                    + "`energy.driver_pj_per_row` are those of a whole phase with all of its pulses"));

    private record Row(String section, String key, String users) {
        String name() {
            return section.isEmpty() ? key : section + "." + key;
        }

        String line() {
            return "| `%s` | %s |\n".formatted(name(), users);
        }
    }

    private static final JsonNode SCHEMA = schema();
    private static final List<Row> ROWS = rows();

    private static JsonNode schema() {
        try (var stream = Chip.class.getResourceAsStream("schema.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Row> rows() {
        var users = new ChipKeyUsers();
        var rows = new ArrayList<Row>();
        append(rows, users, "", SCHEMA);
        SCHEMA.get("$defs").properties().forEach(definition -> append(rows, users, definition.getKey(), definition.getValue()));
        return rows;
    }

    private static void append(List<Row> rows, ChipKeyUsers users, String section, JsonNode definition) {
        if (!ChipKeyUsers.RECORDS.containsKey(section)) {
            return;
        }
        definition.path("properties").fieldNames().forEachRemaining(key -> {
            if (!key.equals("src")) {
                var found = String.join(", ", users.of(section, key));
                var reason = reason(section, key);
                rows.add(new Row(section, key, found + (found.isEmpty() || reason.isEmpty() ? "" : "; ") + reason));
            }
        });
    }

    private static String reason(String section, String key) {
        var name = section.isEmpty() ? key : section + "." + key;
        return REMARKS.getOrDefault(name, REMARKS.getOrDefault(section + ".*", ""));
    }

    @Test
    void everyKeyIsUsedOrItIsSaidWhyNot() {
        assertThat(ROWS).filteredOn(row -> row.users.isEmpty()).extracting(Row::name)
                .as("keys of chip/src/main/resources/qcc/chip/schema.json that nobody uses").isEmpty();
    }

    @Test
    void everySectionHasARecord() {
        var sections = new TreeSet<>(Set.of(""));
        SCHEMA.get("$defs").fieldNames().forEachRemaining(sections::add);
        sections.remove("src");
        assertThat(ChipKeyUsers.RECORDS.keySet()).as("sections of the schema with their records, in ChipKeyUsers")
                .containsExactlyInAnyOrderElementsOf(sections);
    }

    @Test
    void thePageNamesEveryKey() throws IOException {
        var page = new StringBuilder(HEAD).append("| key | used by |\n|---|---|\n");
        ROWS.forEach(row -> page.append(row.line()));
        if (Boolean.getBoolean("qcc.docs.update")) {
            Files.writeString(PAGE, page);
        }
        var text = Files.readString(PAGE);
        assertThat(ROWS).filteredOn(row -> !text.contains("| `" + row.name() + "` | ")).extracting(Row::name)
                .as("keys missing from docs/chip-keys.md; -Dqcc.docs.update=true writes it anew").isEmpty();
    }
}
