package qcc.sim;

/** The reason of a trap, thrown where the instruction is not known; who runs the instruction makes it a {@link SimulatorTrap}. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String reason, Object... arguments) {
        super(reason.formatted(arguments), null, false, false);
    }
}
