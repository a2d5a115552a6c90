package qcc.sim;

import java.util.List;

import qcc.backend.host.bundle.HostModule;
import qcc.tensor.Tensor;

/** The functions of a bundle's host module. Called from several threads at once, each with its own block of samples. */
@FunctionalInterface
public interface HostFunctions {
    /** Of a bundle without host functions. */
    HostFunctions NONE = (function, _) -> {
        throw new SimulatorException("the bundle calls the host function '%s', but it has no host module", function);
    };

    /**
     * The functions of a bundle's host module, executed by the interpreter.
     *
     * @throws SimulatorException if the module's text cannot be parsed
     */
    static HostFunctions of(HostModule module) {
        return module.text().isBlank() ? NONE : InterpretedFunctions.of(module);
    }

    /**
     * Calls a function.
     *
     * @param function its symbol, without {@code @}
     * @param arguments of shape {@code [samples, dimensions...]}
     * @return the results, of the same number of samples, or of one where they do not depend on the arguments
     */
    List<Tensor> call(String function, List<Tensor> arguments);
}
