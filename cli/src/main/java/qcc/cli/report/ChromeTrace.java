package qcc.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.backend.host.bundle.Port;
import qcc.sim.SimulationReport;
import qcc.sim.Timeline;

/**
 * The timeline of one inference in Chrome's trace format, which Perfetto opens: the host and the chip are processes; the host's commands, the
 * copy engine and each core are threads. Times are in microseconds of the simulated chip, to a nanosecond: starts and ends are rounded, so that
 * events that follow one another or lie within one another still do.
 */
public final class ChromeTrace {
    private static final int HOST = 1;
    private static final int CHIP = 2;
    private static final int COMMANDS = 1;
    private static final int COPY_ENGINE = 1;
    private static final int FIRST_CORE = 2;
    private static final int NANOSECOND_DIGITS = 3;

    private final Bundle bundle;
    private final SimulationReport report;
    private final JsonGenerator json;

    private ChromeTrace(Bundle bundle, SimulationReport report, JsonGenerator json) {
        this.bundle = bundle;
        this.report = report;
        this.json = json;
    }

    /** Writes the trace in UTF-8; the stream stays open. */
    public static void write(Bundle bundle, SimulationReport report, OutputStream target) throws IOException {
        try (var json = new JsonFactory().createGenerator(target).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new ChromeTrace(bundle, report, json).write();
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ns");
        json.writeObjectFieldStart("otherData");
        json.writeStringField("network", bundle.network());
        json.writeStringField("chip", report.chip());
        json.writeNumberField("clock_mhz", report.clockMhz());
        json.writeEndObject();
        json.writeArrayFieldStart("traceEvents");
        names();
        for (var command : report.timeline().commands()) {
            command(command);
        }
        for (var step : report.timeline().steps()) {
            step(step);
        }
        for (var wait : report.timeline().waits()) {
            begin("wait for " + wait.reason(), "wait", CHIP, FIRST_CORE + wait.core(), wait.start(), wait.cycles());
            json.writeNumberField("cycles", wait.cycles());
            end();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void names() throws IOException {
        name("process_name", HOST, COMMANDS, "host");
        name("process_name", CHIP, COPY_ENGINE, "chip " + report.chip());
        name("thread_name", HOST, COMMANDS, "commands");
        name("thread_name", CHIP, COPY_ENGINE, "copy engine");
        for (var core : report.cores()) {
            name("thread_name", CHIP, FIRST_CORE + core.core(), "core " + core.core());
        }
    }

    private void name(String what, int process, int thread, String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", what);
        json.writeStringField("ph", "M");
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        end();
    }

    private void command(Timeline.CommandSpan span) throws IOException {
        command(span, HOST, COMMANDS);
        if (!(span.command() instanceof Launch || span.command() instanceof HostOp)) {
            command(span, CHIP, COPY_ENGINE);
        }
    }

    private void command(Timeline.CommandSpan span, int process, int thread) throws IOException {
        begin(describe(span.command()), "command", process, thread, span.start(), span.cycles());
        json.writeNumberField("command", span.command().id());
        json.writeNumberField("cycles", span.cycles());
        switch (span.command()) {
            case CopyIn copy -> json.writeNumberField("bytes", copy.bytes());
            case CopyOut copy -> json.writeNumberField("bytes", copy.bytes());
            case HostOp _ -> json.writeStringField("note", "time of the host is not simulated");
            case LoadSegment _ -> json.writeStringField("note", "once for a block of samples");
            case Launch _ -> {}
        }
        end();
    }

    private String describe(HostCommand command) {
        return switch (command) {
            case LoadSegment load -> "load segment " + load.segment();
            case CopyIn copy -> "copy in " + buffer(copy.buffer(), bundle.inputs());
            case Launch launch -> "launch segment " + launch.segment();
            case CopyOut copy -> "copy out " + buffer(copy.buffer(), bundle.outputs());
            case HostOp op -> "host function " + op.function();
        };
    }

    private static String buffer(int number, List<Port> ports) {
        return ports.stream().filter(port -> port.buffer() == number).findFirst().map(Port::name).orElse("buffer " + number);
    }

    private void step(Timeline.Step step) throws IOException {
        var name = step.operations().isEmpty() ? "wait for other cores" : String.join(" + ", step.operations());
        begin(name.isEmpty() ? "(no operation)" : name, step.operations().isEmpty() ? "wait" : "operation", CHIP,
                FIRST_CORE + step.core(), step.start(), step.cycles());
        json.writeNumberField("launch", step.launch());
        json.writeNumberField("cycles", step.cycles());
        json.writeNumberField("product", step.causes().product());
        json.writeNumberField("move", step.causes().move());
        json.writeNumberField("vector", step.causes().vector());
        json.writeNumberField("control", step.causes().control());
        json.writeNumberField("waiting", step.causes().waiting());
        if (!step.operations().isEmpty()) {
            json.writeNumberField("instructions", step.instructions());
            json.writeNumberField("first_instruction", step.firstInstruction());
        }
        end();
    }

    /** A complete event up to the inside of its arguments. */
    private void begin(String name, String category, int process, int thread, long start, long cycles) throws IOException {
        var from = nanoseconds(start);
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("cat", category);
        json.writeStringField("ph", "X");
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeNumberField("ts", BigDecimal.valueOf(from, NANOSECOND_DIGITS));
        json.writeNumberField("dur", BigDecimal.valueOf(nanoseconds(start + cycles) - from, NANOSECOND_DIGITS));
        json.writeObjectFieldStart("args");
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private long nanoseconds(long cycles) {
        return Math.round(cycles * 1000 / report.clockMhz());
    }
}
