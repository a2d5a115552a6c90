package qcc.cli;

import java.util.Locale;
import qcc.ir.pass.PassRegistry;

/** The list of passes for people. */
final class PassTable {
    private PassTable() {}

    /** Names, summaries and options. */
    static String of(PassRegistry registry) {
        var text = new StringBuilder();
        for (var pass : registry.descriptions()) {
            text.append(String.format(Locale.ROOT, "--%-24s %s (%s)%n", pass.name(), pass.summary(),
                    pass.effect().name().toLowerCase(Locale.ROOT)));
            for (var option : pass.options()) {
                text.append(String.format(Locale.ROOT, "    %-22s %s: %s, default %s%n", option.name(), option.summary(), option.kind(),
                        option.byDefault().isEmpty() ? "empty" : option.byDefault()));
            }
        }
        return text.toString();
    }
}
