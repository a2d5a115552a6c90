package qcc.chip;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** From a file to the tree of its YAML nodes; whatever stands in the way becomes a {@link Problem} of that file. */
final class YamlText {
    private YamlText() {}

    /**
     * The text of a file in UTF-8.
     *
     * @param hint what to give instead of a file that cannot be read
     */
    static String read(Path file, String hint) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw unreadable(file, "there is no such file", hint);
        } catch (CharacterCodingException _) {
            throw unreadable(file, "the file is not text in UTF-8", hint);
        } catch (IOException e) {
            throw unreadable(file, "the file cannot be read: " + e.getMessage(), hint);
        }
    }

    private static ChipException unreadable(Path file, String message, String hint) {
        return new ChipException(List.of(new Problem(file.toString(), 0, 0, message, hint)));
    }

    /**
     * The only document of a text.
     *
     * @param name name of the text for messages
     * @param emptyHint what to write into an empty file
     */
    static Node compose(String name, String text, String emptyHint) {
        try {
            var options = new LoaderOptions();
            var root = new Composer(new ParserImpl(new StreamReader(text), options), new UntypedScalars(), options).getSingleNode();
            if (root == null) {
                throw new ChipException(List.of(new Problem(name, 1, 1, "the file is empty", emptyHint)));
            }
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw new ChipException(List.of(
                    new Problem(name, mark.getLine() + 1, mark.getColumn() + 1, "not valid YAML: " + context + e.getProblem(), "")));
        } catch (YAMLException e) {
            throw new ChipException(List.of(new Problem(name, 0, 0, "not valid YAML: " + e.getMessage(), "")));
        }
    }

    /**
     * A text with another value of one of its keys. What stands on other lines stays there.
     *
     * @param root the text's only mapping
     * @param value a plain scalar
     */
    static String with(String text, MappingNode root, String key, String value) {
        for (var entry : root.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
                var old = entry.getValueNode();
                return text.substring(0, old.getStartMark().getIndex()) + value + text.substring(old.getEndMark().getIndex());
            }
        }
        if (root.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
            var inside = root.getStartMark().getIndex() + 1;
            return "%s\"%s\": %s, %s".formatted(text.substring(0, inside), key, value, text.substring(inside));
        }
        var end = root.getEndMark().getIndex();
        var before = text.substring(0, end);
        return before + (before.endsWith("\n") ? "" : "\n") + " ".repeat(root.getStartMark().getColumn()) + key + ": " + value + "\n"
                + text.substring(end);
    }

    /** Leaves scalars as text: {@link Section} knows what each key must be, so YAML's guesses (and their cost at start-up) are not needed. */
    private static final class UntypedScalars extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
