package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class PresetPageTest {
    @Test
    void theCheckedInPageFollowsThePresets() throws IOException {
        var page = Path.of(System.getProperty("qcc.root"), "docs/presets.md");
        if (Boolean.getBoolean("qcc.update-docs")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, PresetPage.text());
        }
        assertThat(page).as("write it anew: mvn -pl chip test -Dtest=PresetPageTest -Dqcc.update-docs=true").hasContent(PresetPage.text());
    }
}
