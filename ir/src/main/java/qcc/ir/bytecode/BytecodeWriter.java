package qcc.ir.bytecode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Block;
import qcc.ir.DeepRecursion;
import qcc.ir.Op;
import qcc.ir.Region;

/** Writes modules in the binary form. Writing numbers values and blocks: one at a time for each module. */
public final class BytecodeWriter {
    private final TableWriter tables = new TableWriter();
    private final ByteOutput operations = new ByteOutput();
    private int values;
    private int written;

    private BytecodeWriter() {}

    /**
     * Writes a module; the stream is flushed, but not closed. Equal modules give equal bytes.
     *
     * @param producer name and version of the tool that writes
     * @throws IOException if the stream fails
     */
    public static void write(ModuleOp module, String producer, OutputStream target) throws IOException {
        new BytecodeWriter().write(module, producer).to(target);
    }

    private record Bytes(ByteOutput head, TableWriter tables) {
        void to(OutputStream target) throws IOException {
            head.writeTo(target);
            int position = head.size();
            for (var resource : tables.resources().keySet()) {
                var blob = resource.blob();
                if (blob.isPresent()) {
                    int padding = -position & blob.get().alignment() - 1;
                    target.write(new byte[padding]);
                    target.write(blob.get().toArray());
                    position = Math.addExact(position, padding + blob.get().size());
                }
            }
            target.flush();
        }
    }

    private Bytes write(ModuleOp module, String producer) {
        number(module, 0);
        operation(module, 0);
        var external = new ByteOutput();
        external.number(module.externalResources().size());
        for (var resource : module.externalResources()) {
            external.number(tables.string(resource.group()));
            external.number(tables.string(resource.key()));
            external.number(tables.attribute(resource.value()));
        }
        var head = new ByteOutput();
        head.raw(ByteBuffer.wrap(BytecodeFormat.magic()));
        head.number(BytecodeFormat.VERSION);
        head.text(producer);
        tables.writeTo(head);
        head.number(values);
        head.sized(operations);
        head.sized(external);
        return new Bytes(head, tables);
    }

    /** Values are numbered in the order in which they are written: results before what is inside their operation. */
    private void number(Op op, int depth) {
        for (int i = 0; i < op.resultCount(); i++) {
            op.result(i).setNumber(values++);
        }
        for (int i = 0; i < op.regionCount(); i++) {
            var region = op.region(i);
            DeepRecursion.run(depth, () -> {
                number(region, depth);
                return null;
            });
        }
    }

    private void number(Region region, int depth) {
        for (var block : region) {
            block.arguments().forEach(argument -> argument.setNumber(values++));
            for (var op : block) {
                number(op, depth + 1);
            }
        }
    }

    private void operation(Op op, int depth) {
        int before = written;
        written += op.resultCount();
        operations.number(tables.string(op.name()));
        operations.number(tables.location(op.location()));
        operations.octet(parts(op));
        if (op.resultCount() > 0) {
            operations.number(op.resultCount());
            for (int i = 0; i < op.resultCount(); i++) {
                operations.number(tables.type(op.result(i).type()));
            }
        }
        if (op.operandCount() > 0) {
            operations.number(op.operandCount());
            for (int i = 0; i < op.operandCount(); i++) {
                operations.signed((long) before - op.operand(i).number()); // most operands were made shortly before
            }
        }
        if (!op.properties().isEmpty()) {
            operations.number(tables.attribute(op.properties()));
        }
        if (!op.attributes().isEmpty()) {
            operations.number(tables.attribute(op.attributes()));
        }
        if (!op.successors().isEmpty()) {
            operations.number(op.successors().size());
            op.successors().forEach(block -> operations.number(block.number()));
        }
        if (op.regionCount() > 0) {
            operations.number(op.regionCount());
            op.regions().forEach(region -> DeepRecursion.run(depth, () -> {
                region(region, depth);
                return null;
            }));
        }
    }

    private static int parts(Op op) {
        return (op.resultCount() > 0 ? BytecodeFormat.HAS_RESULTS : 0) | (op.operandCount() > 0 ? BytecodeFormat.HAS_OPERANDS : 0)
                | (op.properties().isEmpty() ? 0 : BytecodeFormat.HAS_PROPERTIES)
                | (op.attributes().isEmpty() ? 0 : BytecodeFormat.HAS_ATTRIBUTES)
                | (op.successors().isEmpty() ? 0 : BytecodeFormat.HAS_SUCCESSORS)
                | (op.regionCount() == 0 ? 0 : BytecodeFormat.HAS_REGIONS);
    }

    private void region(Region region, int depth) {
        operations.number(region.blocks().size());
        int blocks = 0;
        for (var block : region) {
            block.setNumber(blocks++);
        }
        for (var block : region) {
            operations.number(block.arguments().size());
            written += block.arguments().size();
            for (var argument : block.arguments()) {
                operations.number(tables.type(argument.type()));
                operations.number(tables.location(argument.location()));
            }
            operations.number(size(block));
            for (var op : block) {
                operation(op, depth + 1);
            }
        }
    }

    private static int size(Block block) {
        int size = 0;
        for (var _ : block) {
            size++;
        }
        return size;
    }
}
