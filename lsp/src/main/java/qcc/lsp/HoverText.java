package qcc.lsp;

import java.util.StringJoiner;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpResult;
import qcc.ir.Value;
import qcc.ir.text.SyntaxIndex;
import qcc.ir.text.SyntaxListener.Symbol;

/** What is told of the thing under the pointer, in Markdown. */
final class HoverText {
    private HoverText() {}

    static String of(Object thing, SyntaxIndex index) {
        return switch (thing) {
            case Value value -> value(value);
            case Block block -> "block with %d argument%s in `%s`".formatted(block.arguments().size(),
                    block.arguments().size() == 1 ? "" : "s", block.parentOp() == null ? "?" : block.parentOp().name());
            case Op op -> operation(op);
            case Symbol symbol ->
                index.operation(symbol).map(HoverText::operation).orElse("symbol `@" + symbol.name() + "`, defined elsewhere");
            default -> "";
        };
    }

    private static String value(Value value) {
        var origin = switch (value) {
            case OpResult result when result.owner().resultCount() == 1 -> "result of `" + result.owner().name() + "`";
            case OpResult result -> "result %d of `%s`".formatted(result.index(), result.owner().name());
            case BlockArgument argument -> "argument %d of a block".formatted(argument.index());
        };
        var place = switch (value) {
            case OpResult result -> result.owner().location();
            case BlockArgument argument -> argument.location();
        };
        int uses = value.uses().size();
        return "```mlir\n%s\n```\n%s, used %d time%s%s".formatted(value.type(), origin, uses, uses == 1 ? "" : "s", located(place));
    }

    private static String located(Location location) {
        return "\n\nat `" + location + "`";
    }

    private static String operation(Op op) {
        var text = new StringJoiner("\n\n");
        var types = "(%s) -> %s".formatted(String.join(", ", op.operandTypes().stream().map(Object::toString).toList()),
                qcc.ir.FunctionType.resultText(op.resultTypes()));
        text.add("```mlir\n%s : %s\n```".formatted(op.name(), types));
        document(op.def(), text);
        return text + located(op.location());
    }

    private static void document(OpDef<?> def, StringJoiner text) {
        if (!def.isRegistered()) {
            text.add("an operation that no dialect here defines");
            return;
        }
        text.add(def.summary()).add(def.description());
        def.attributes().forEach(slot -> text.add("- `%s`: %s".formatted(slot.name(), slot.summary())));
        if (!def.example().isEmpty()) {
            text.add("```mlir\n" + def.example() + "\n```");
        }
    }
}
