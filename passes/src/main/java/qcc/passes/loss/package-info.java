/** What converters of analog crossbars lose: column sums of calibration samples, steps chosen for them, and the loss to expect. */
package qcc.passes.loss;
