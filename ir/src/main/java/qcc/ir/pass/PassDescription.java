package qcc.ir.pass;

import java.util.List;

/**
 * A kind of pass, for the list of passes and the reference pages.
 *
 * @param anchor the name of the operations it runs on, empty for any
 */
public record PassDescription(String name, String summary, NumericEffect effect, String anchor, List<OptionDescription> options) {
    /**
     * An option of a pass.
     *
     * @param kind what its value is: "an integer"
     * @param byDefault the text of the default
     */
    public record OptionDescription(String name, String kind, String byDefault, String summary) {}

    public PassDescription {
        options = List.copyOf(options);
    }
}
