package qcc.ir.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.DenseResourceAttr;
import qcc.ir.ExternalResource;
import qcc.ir.NamedAttribute;
import qcc.ir.Op;
import qcc.ir.Resource;

/**
 * Writes the IR as MLIR's text.
 *
 * <p>An operation in no block is written like a file: aliases, the operation, the end of its line, aliases of locations, and the resource
 * section. One inside others is written alone, without aliases and without the end of its line, but its values have the numbers that
 * they have in the whole. Printing writes the scratch numbers of values and blocks: one text at a time for each top-level operation.
 */
public final class Printer {
    private final TextOutput out;
    private final PrintSettings settings;
    private final Aliases aliases = new Aliases();
    private final AttributePrinter attributes;

    private Printer(OutputStream target, Set<PrintOption> options) {
        this.out = new TextOutput(target);
        this.settings = PrintSettings.of(options);
        this.attributes = new AttributePrinter(out, settings, aliases);
    }

    /**
     * Writes an operation; the stream is flushed, but not closed.
     *
     * @throws IOException if the stream fails
     */
    public static void print(Op op, OutputStream target, Set<PrintOption> options) throws IOException {
        try {
            new Printer(target, options).print(op);
            target.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The text of an operation. */
    public static String toString(Op op, Set<PrintOption> options) {
        var bytes = new ByteArrayOutputStream();
        new Printer(bytes, options).print(op);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The text of an operation, in custom forms where there are any. */
    public static String toString(Op op) {
        return toString(op, Set.of());
    }

    private void print(Op op) {
        var operations = new OperationPrinter(out, settings, attributes);
        if (op.parentBlock() != null) {
            Numbering.number(outermost(op), settings.generic());
            operations.operation(op);
            out.flush();
            return;
        }
        Numbering.number(op, settings.generic());
        if (settings.aliases()) {
            new AliasCollector(aliases, settings).operation(op);
            aliases.assign();
        }
        define(aliases.keys(false));
        operations.operation(op);
        out.put('\n');
        define(aliases.keys(true));
        resources(op instanceof ModuleOp module ? module.externalResources() : List.of());
        out.flush();
    }

    private static Op outermost(Op op) {
        var outer = op;
        while (outer.parentOp() != null) {
            outer = outer.parentOp();
        }
        return outer;
    }

    private void define(List<Object> keys) {
        for (var key : keys) {
            out.put(aliases.nameOf(key));
            out.put(" = ");
            attributes.definition(key);
            out.put('\n');
        }
    }

    private void resources(List<ExternalResource> external) {
        var blobs = new LinkedHashMap<>(attributes.resources());
        blobs.keySet().removeIf(r -> r.blob().isEmpty() || r.blob().get().size() > settings.resourceLimit());
        if (blobs.isEmpty() && external.isEmpty()) {
            return;
        }
        out.put("\n{-#\n");
        if (!blobs.isEmpty()) {
            dialectResources(blobs);
            out.put(external.isEmpty() ? "" : ",\n");
        }
        if (!external.isEmpty()) {
            externalResources(external);
        }
        out.put("\n#-}\n");
    }

    private void dialectResources(Map<Resource, String> blobs) {
        out.put("  dialect_resources: {\n    builtin: {\n");
        boolean first = true;
        for (var entry : blobs.entrySet()) {
            var blob = entry.getKey().blob().orElseThrow();
            out.put(first ? "      " : ",\n      ");
            first = false;
            out.put(DenseResourceAttr.keyText(entry.getValue()));
            out.put(": \"0x");
            out.put("%08X".formatted(Integer.reverseBytes(blob.alignment())));
            out.hex(blob.bytes());
            out.put('"');
        }
        out.put("\n    }\n  }");
    }

    private void externalResources(List<ExternalResource> resources) {
        out.put("  external_resources: {\n");
        String group = null;
        for (var resource : resources) {
            if (!resource.group().equals(group)) {
                out.put(group == null ? "" : "\n    },\n");
                group = resource.group();
                out.put("    " + NamedAttribute.nameText(group) + ": {\n");
            } else {
                out.put(",\n");
            }
            out.put("      " + NamedAttribute.nameText(resource.key()) + ": " + resource.value());
        }
        out.put("\n    }\n  }");
    }
}
