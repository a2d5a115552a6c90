package qcc.cli;

import qcc.backend.host.bundle.Bundle;
import qcc.dialect.builtin.ModuleOp;

/**
 * A network at four points of its way.
 *
 * @param name of the network
 * @param real operations on reals with static shapes, before calibration
 * @param quantized integers, before the chip comes in
 * @param mapped the device's level: crossbars and explicit arithmetic
 * @param bundle the program
 */
record CompiledNetwork(String name, ModuleOp real, ModuleOp quantized, ModuleOp mapped, Bundle bundle) {}
