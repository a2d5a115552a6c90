package qcc.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the reference page of the chip file from its schema. */
final class ChipSchemaPage {
    private static final String HEAD = """
            # The chip file and the die file

            A chip is one YAML (or JSON) file, and so are the faults of one specimen of it (see [the die file](#the-die-file)). This page is generated from their JSON schemas, `schema.json` and
            `die-schema.json` in `chip/src/main/resources/qcc/chip`; `ChipSchemaPageTest` fails when they differ and says how to write it anew. Units are part of the names or stated with the
            key. An unknown key is an error. Beyond what the schemas say, the reader checks how fields relate (rows active and rows, slices and cells, accumulators and products, padding and
            cells without 0, local memory and one product, a die and its chip) and gives line and column of everything it refuses. What the compiler and the simulator do with each key is
            listed in [chip-keys.md](chip-keys.md).

            """;

    private static final String DIE = """
            ## The die file

            %s

            ```yaml
            - core: 0
              xbar: 3
              bad_columns: [17, 64]
              stuck: [[5, 40, 3], [6, 40, 0]]
              adc: {12: {gain: 0.98, offset_lsb: 1.5}}
            - {core: 2, xbar: 0, bad_columns: [1]}
            ```

            """;

    private ChipSchemaPage() {}

    static String schemaText() {
        return schemaText("schema.json");
    }

    static String schemaText(String name) {
        try (var stream = Chip.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        try {
            var schema = new ObjectMapper().readTree(schemaText());
            var page = new StringBuilder(HEAD);
            section(page, "The file", schema);
            definitions(page, schema);
            var die = new ObjectMapper().readTree(schemaText("die-schema.json"));
            page.append(DIE.formatted(die.path("description").asText()));
            definitions(page, die);
            page.append("## `src`\n\n").append(schema.at("/$defs/src/description").asText()).append('\n');
            return page.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void definitions(StringBuilder page, JsonNode schema) {
        schema.path("$defs").properties().stream().filter(definition -> !definition.getKey().equals("src"))
                .forEach(definition -> section(page, "`" + definition.getKey() + "`", definition.getValue()));
    }

    private static void section(StringBuilder page, String title, JsonNode definition) {
        var required = new ArrayList<String>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        page.append("## ").append(title).append("\n\n").append(definition.path("description").asText())
                .append("\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        definition.path("properties").properties().stream().filter(property -> !property.getKey().equals("src"))
                .forEach(property -> page.append("| `").append(property.getKey()).append("` | ").append(value(property.getValue()))
                        .append(" | ")
                        .append(fallback(property.getValue(), required.contains(property.getKey()))).append(" | ")
                        .append(property.getValue().path("description").asText()).append(" |\n"));
        page.append('\n');
    }

    private static String fallback(JsonNode property, boolean required) {
        return required ? "required" : property.has("default") ? "`" + property.get("default").asText() + "`" : "-";
    }

    private static String value(JsonNode property) {
        if (property.has("const")) {
            return "`" + property.get("const").asText() + "`";
        }
        if (property.has("$ref")) {
            return reference(property);
        }
        if (property.has("anyOf")) {
            return String.join(" or ", list(property.get("anyOf")).stream().filter(each -> !each.path("type").asText().equals("null"))
                    .map(ChipSchemaPage::value).toList());
        }
        if (property.has("enum")) {
            return String.join(", ",
                    list(property.get("enum")).stream().filter(each -> !each.isNull()).map(each -> "`" + each.asText() + "`").toList());
        }
        return typed(property);
    }

    private static String typed(JsonNode property) {
        var type = property.get("type").isArray() ? property.get("type").get(0).asText() : property.get("type").asText();
        return switch (type) {
            case "array" -> "list of " + value(property.get("items"));
            case "object" -> "sections by name: " + value(property.get("additionalProperties"));
            case "integer", "number" -> type + range(property);
            case "string" -> "text";
            default -> "`true` or `false`";
        };
    }

    private static String range(JsonNode property) {
        boolean open = property.has("exclusiveMinimum");
        double min = property.path(open ? "exclusiveMinimum" : "minimum").asDouble();
        return ", " + new Bounds(min, open, property.path("maximum").asDouble()).phrase();
    }

    private static String reference(JsonNode property) {
        var name = property.get("$ref").asText().replace("#/$defs/", "");
        return "[" + name + "](#" + name + ")";
    }

    private static List<JsonNode> list(JsonNode array) {
        var result = new ArrayList<JsonNode>();
        array.forEach(result::add);
        return result;
    }
}
