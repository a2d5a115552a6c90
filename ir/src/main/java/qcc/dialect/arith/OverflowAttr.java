package qcc.dialect.arith;

import qcc.ir.AsmParser;
import qcc.ir.DialectAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.ParseException;

/**
 * What an integer operation is known not to overflow: {@code #arith.overflow<nsw, nuw>}.
 *
 * @param signed no signed overflow ({@code nsw})
 * @param unsigned no unsigned overflow ({@code nuw})
 */
public record OverflowAttr(boolean signed, boolean unsigned) implements DialectAttr {
    /** The property that holds it. */
    public static final String PROPERTY = "overflowFlags";
    public static final OverflowAttr NONE = new OverflowAttr(false, false);
    static final String KEYWORD = "overflow";
    private static final DictionaryAttr NOTHING_KNOWN = DictionaryAttr.EMPTY.with(PROPERTY, NONE);

    /** The flags of an operation are always written; those of a state that has none are added. */
    static OpState given(OpState state) {
        return state.hasProperty(PROPERTY) ? state : state.properties(NOTHING_KNOWN);
    }

    /** Reads {@code <flag, flag>} with flags {@code none}, {@code nsw}, {@code nuw}. */
    static OverflowAttr parse(AsmParser parser) throws ParseException {
        parser.expect("<");
        var flags = NONE;
        do {
            flags = flags.with(parser);
        } while (parser.accept(","));
        parser.expect(">");
        return flags;
    }

    private OverflowAttr with(AsmParser parser) throws ParseException {
        var mistake = parser.error("expected one of 'none', 'nsw', 'nuw'");
        return switch (parser.keyword()) {
            case "none" -> this;
            case "nsw" -> new OverflowAttr(true, unsigned);
            case "nuw" -> new OverflowAttr(signed, true);
            default -> throw mistake;
        };
    }

    /** What an operation is known not to overflow. */
    static OverflowAttr of(Op op) {
        return op.properties().get(PROPERTY) instanceof OverflowAttr flags ? flags : NONE;
    }

    /** The flags in angle brackets. */
    String flags() {
        if (!signed && !unsigned) {
            return "<none>";
        }
        return signed && unsigned ? "<nsw, nuw>" : signed ? "<nsw>" : "<nuw>";
    }

    @Override
    public String toString() {
        return "#arith." + KEYWORD + flags();
    }
}
