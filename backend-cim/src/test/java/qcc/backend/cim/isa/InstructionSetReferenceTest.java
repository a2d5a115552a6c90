package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class InstructionSetReferenceTest {
    private static final String BEGIN = "<!-- begin instructions -->\n";
    private static final String END = "<!-- end instructions -->\n";

    private final Path page = Path.of(System.getProperty("qcc.root"), "docs", "cim-instruction-set.md");

    @Test
    void thePageDescribesTheCodec() throws IOException {
        var text = Files.readString(page);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        var end = text.indexOf(END);
        var expected = text.substring(0, begin) + "\n" + InstructionSetReference.markdown() + text.substring(end);
        if (Boolean.getBoolean("qcc.docs.update")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).as("docs/cim-instruction-set.md; -Dqcc.docs.update=true rewrites it").isEqualTo(expected);
    }

    @Test
    void theExampleOnThePageIsWhatTheDisassemblerPrints() throws IOException {
        assertThat(Files.readString(page)).contains("```\n" + new Disassembler().disassemble(DisassemblerTest.convolution()) + "```\n");
    }
}
