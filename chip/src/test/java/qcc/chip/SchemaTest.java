package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The published schema and the reader accept the same keys, types and ranges. Relations between fields are the reader's alone. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ChipSchemaPage.schemaText(), InputFormat.JSON);

    @Test
    void presetsAndTestChipsFollowTheSchema() {
        for (var name : ChipLoader.presets()) {
            assertThat(schemaErrors(json(ChipLoader.preset(name).toYaml()))).as(name).isEmpty();
        }
        assertThat(schemaErrors(json(TestChips.minimal()))).isEmpty();
        assertThat(schemaErrors(json(TestChips.complete()))).isEmpty();
    }

    /** The reader lists its keys when it refuses one; they must be the schema's, in every section. */
    @Test
    void everySectionHasTheSchemasKeys() throws JsonProcessingException {
        var schema = JSON.readTree(ChipSchemaPage.schemaText());
        var seen = new TreeSet<String>();
        eachSection((path, document) -> {
            var message = problems(write(document)).stream().filter(problem -> problem.message().startsWith("unknown key")).findFirst()
                    .orElseThrow();
            var listed = new TreeSet<>(Arrays.asList(message.hint().replaceAll(".*the keys here are ", "").split(", ")));
            schema.at("/$defs").properties().stream().filter(definition -> keysOf(definition.getValue()).equals(listed))
                    .forEach(definition -> seen.add(definition.getKey()));
            if (path.isEmpty()) {
                assertThat(listed).isEqualTo(keysOf(schema));
            }
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(
                schema.at("/$defs").properties().stream().map(Map.Entry::getKey).filter(name -> !name.equals("src")).toList());
    }

    @Test
    void bothRefuseUnknownKeysEverywhere() {
        eachSection((path, document) -> assertThat(schemaErrors(write(document))).as("unknown key in '%s'", path).isNotEmpty());
    }

    @Test
    void bothNeedTheSameKeys() {
        eachKey((path, document) -> agree(path + " removed", document), (parent, key) -> parent.remove(key));
    }

    @Test
    void bothAcceptTheSameValues() {
        List<Object> values = Arrays.asList(-1, 0, 1, 2, 1.5, 70000, 2000000000, 1e16, true, "text", "1", List.of(), List.of(1), Map.of(),
                null);
        for (var value : values) {
            eachKey((path, document) -> agree(path + " set to " + value, document), (parent, key) -> parent.put(key, value));
        }
    }

    /** What the schema refuses the reader refuses; what only the reader refuses is a relation between fields. */
    private static void agree(String change, Object document) {
        var text = write(document);
        var problems = problems(text);
        boolean local = problems.stream().anyMatch(problem -> problem.hint().startsWith("it must be")
                || problem.message().matches(".*(must be|is missing$|empty list|unknown key).*"));
        if (schemaErrors(text).isEmpty()) {
            assertThat(local).as("%s: the schema accepts it, the reader says %s", change, problems).isFalse();
        } else {
            assertThat(problems).as("%s: the schema says %s", change, schemaErrors(text)).isNotEmpty();
        }
    }

    private static TreeSet<String> keysOf(com.fasterxml.jackson.databind.JsonNode definition) {
        var keys = new TreeSet<String>();
        definition.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Calls back with the complete chip holding an unknown key, once for each section. */
    private static void eachSection(BiConsumer<String, Object> action) {
        for (var path : sections("", document())) {
            var document = document();
            at(document, path).put("zzzzzzzzzzzzzzzz", 1);
            action.accept(path, document);
        }
    }

    /** Calls back with the complete chip after a change, once for each key of each section. */
    private static void eachKey(BiConsumer<String, Object> action, BiConsumer<Map<String, Object>, String> change) {
        for (var path : sections("", document())) {
            for (var key : new ArrayList<>(at(document(), path).keySet())) {
                var document = document();
                change.accept(at(document, path), key);
                action.accept(path + "/" + key, document);
            }
        }
    }

    /** Paths of all sections, save the one whose keys are names. */
    private static List<String> sections(String path, Object value) {
        var found = new ArrayList<String>();
        switch (value) {
            case Map<?, ?> map -> {
                if (!path.equals("/core_types")) {
                    found.add(path);
                }
                map.forEach((key, inner) -> found.addAll(sections(path + "/" + key, inner)));
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    found.addAll(sections(path + "/" + i, list.get(i)));
                }
            }
            default -> {}
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Object document, String path) {
        var value = document;
        for (var step : path.isEmpty() ? new String[0] : path.substring(1).split("/")) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<String, Object>) value).get(step);
        }
        return (Map<String, Object>) value;
    }

    /** The complete chip as a tree without shared parts. */
    private static Object document() {
        try {
            return JSON.readValue(json(TestChips.complete()), LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String json(String yaml) {
        return write(new Yaml().load(yaml));
    }

    private static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<?> schemaErrors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static List<Problem> problems(String text) {
        try {
            ChipLoader.parse(text, "chip.json");
            return List.of();
        } catch (ChipException e) {
            return e.problems();
        }
    }
}
