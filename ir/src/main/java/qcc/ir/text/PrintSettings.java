package qcc.ir.text;

import java.util.Set;

/** A set of options, looked up once. */
record PrintSettings(boolean generic, boolean debugInfo, boolean aliases, boolean skipRegions, long elementLimit, long resourceLimit) {
    static PrintSettings of(Set<PrintOption> options) {
        boolean generic = false;
        boolean debugInfo = false;
        boolean aliases = true;
        boolean skipRegions = false;
        long elementLimit = Long.MAX_VALUE;
        long resourceLimit = Long.MAX_VALUE;
        for (var option : options) {
            switch (option) {
                case PrintOption.Generic() -> generic = true;
                case PrintOption.DebugInfo() -> debugInfo = true;
                case PrintOption.LocalScope() -> aliases = false;
                case PrintOption.SkipRegions() -> skipRegions = true;
                case PrintOption.ElideElements(var limit) -> elementLimit = limit;
                case PrintOption.ElideResources(var limit) -> resourceLimit = limit;
            }
        }
        return new PrintSettings(generic, debugInfo, aliases, skipRegions, elementLimit, resourceLimit);
    }
}
