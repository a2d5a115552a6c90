package qcc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import qcc.sim.SimulationReport;

class ChromeTraceTest {
    private final SimulationReport figures = TwoCores.figures();

    private JsonNode trace() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ChromeTrace.write(TwoCores.bundle(), figures, bytes);
        return new ObjectMapper().readTree(bytes.toByteArray());
    }

    private List<JsonNode> events(String category, int process) throws IOException {
        return StreamSupport.stream(trace().get("traceEvents").spliterator(), false)
                .filter(event -> event.path("cat").asText().equals(category) && event.get("pid").asInt() == process).toList();
    }

    private static long start(JsonNode event) {
        return Math.round(event.get("ts").asDouble() * 1000);
    }

    private static long end(JsonNode event) {
        return Math.round((event.get("ts").asDouble() + event.get("dur").asDouble()) * 1000);
    }

    @Test
    void hostAndCoresAreNamed() throws IOException {
        var names = new ArrayList<String>();
        for (var event : trace().get("traceEvents")) {
            if (event.get("ph").asText().equals("M")) {
                names.add(event.get("args").get("name").asText());
            }
        }
        assertThat(names).containsExactly("host", "chip d6cim-esscirc23", "commands", "copy engine", "core 0", "core 2");
    }

    @Test
    void theHostGivesItsCommands() throws IOException {
        assertThat(events("command", 1)).extracting(event -> event.get("name").asText()).containsExactly("load segment 0",
                "copy in image", "launch segment 0", "copy out class");
        assertThat(events("command", 2)).extracting(event -> event.get("name").asText()).containsExactly("load segment 0",
                "copy in image", "copy out class");
    }

    @Test
    void durationsOfACoreAreItsCycles() throws IOException {
        var steps = new ArrayList<>(events("operation", 2));
        events("wait", 2).stream().filter(event -> event.get("args").has("launch")).forEach(steps::add);
        for (var core : figures.cores()) {
            var own = steps.stream().filter(event -> event.get("tid").asInt() == core.core() + 2).toList();
            assertThat(own.stream().mapToLong(event -> event.get("args").get("cycles").asLong()).sum()).isEqualTo(core.causes().total());
            assertThat(own.stream().mapToDouble(event -> event.get("dur").asDouble()).sum())
                    .isCloseTo(core.causes().total() / figures.clockMhz(), within(0.002));
            assertThat(own.stream().mapToLong(event -> event.get("args").get("move").asLong()).sum()).isEqualTo(core.causes().move());
        }
    }

    @Test
    void operationsOfACoreDoNotOverlapAndWaitsLieWithinThem() throws IOException {
        var steps = events("operation", 2);
        assertThat(steps).hasSize(3);
        for (var first : steps) {
            for (var second : steps) {
                assertThat(first == second || !first.get("tid").equals(second.get("tid")) || end(first) <= start(second)
                        || end(second) <= start(first)).isTrue();
            }
        }
        var waits = events("wait", 2).stream().filter(event -> event.get("name").asText().equals("wait for barrier 1")).toList();
        assertThat(waits).isNotEmpty().allSatisfy(wait -> assertThat(steps)
                .filteredOn(step -> step.get("tid").equals(wait.get("tid")) && start(step) <= start(wait) && end(wait) <= end(step))
                .hasSize(1));
    }

    @Test
    void anOperationTellsItsInstructions() throws IOException {
        var convolution = events("operation", 2).stream().filter(event -> event.get("name").asText().equals(TwoCores.CONVOLUTION))
                .findFirst().orElseThrow();
        assertThat(convolution.get("args").get("first_instruction").asInt()).isZero();
        assertThat(convolution.get("args").get("instructions").asInt()).isEqualTo(1 + 2 * 50);
    }
}
