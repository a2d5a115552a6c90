package qcc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version of the program this is. */
final class Version implements IVersionProvider {
    /** Name and version, as bundles name their producer. */
    static String text() {
        var properties = new Properties();
        try (var stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "qcc " + properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[]{text()};
    }
}
