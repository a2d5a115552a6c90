package qcc.ir.pass;

/** A pass in a pipeline. */
public record PassStep(Pass pass) implements Step {
    /** The text of the pass: its name and its options, {@code canonicalize{max-iterations=10 top-down=true}}. */
    @Override
    public String toString() {
        return pass.info().name() + PassOptions.print(pass);
    }
}
