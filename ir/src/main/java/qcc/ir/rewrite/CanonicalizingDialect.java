package qcc.ir.rewrite;

import java.util.List;
import qcc.ir.Dialect;

/** A dialect with patterns that bring its operations into their simplest form; {@code canonicalize} applies those of all dialects. */
public interface CanonicalizingDialect extends Dialect {
    /** Patterns that keep every result bit for bit. */
    List<Pattern<?>> canonicalizationPatterns();
}
