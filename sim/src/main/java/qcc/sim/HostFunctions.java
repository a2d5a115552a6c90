package qcc.sim;

import java.util.List;

import qcc.tensor.Tensor;

/** The functions of a bundle's host module. Called from several threads at once, each with its own block of samples. */
@FunctionalInterface
public interface HostFunctions {
    /** Of a bundle without host functions. */
    HostFunctions NONE = (function, _) -> {
        throw new SimulatorException("the bundle calls the host function '%s', but the simulator was given none", function);
    };

    /**
     * Calls a function.
     *
     * @param function its symbol, without {@code @}
     * @param arguments of shape {@code [samples, dimensions...]}
     * @return the results, of the same number of samples
     */
    List<Tensor> call(String function, List<Tensor> arguments);
}
