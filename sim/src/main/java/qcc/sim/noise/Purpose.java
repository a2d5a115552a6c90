package qcc.sim.noise;

/** What a random number is drawn for. The order is part of what a seed means. */
enum Purpose {
    PROGRAMMING, STUCK, DRIFT, DRIVER_OFFSET, DRIVER_GAIN, DRIVER_NONLINEARITY, CONVERTER_OFFSET, CONVERTER_GAIN, CONVERTER_NONLINEARITY, READ
}
