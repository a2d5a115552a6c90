package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ChipSchemaPageTest {
    @Test
    void theCheckedInPageFollowsTheSchema() throws IOException {
        var page = Path.of(System.getProperty("qcc.root"), "docs/chip-schema.md");
        if (Boolean.getBoolean("qcc.update-docs")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, ChipSchemaPage.text());
        }
        assertThat(page).as("write it anew: mvn -pl chip test -Dtest=ChipSchemaPageTest -Dqcc.update-docs=true")
                .hasContent(ChipSchemaPage.text());
    }
}
