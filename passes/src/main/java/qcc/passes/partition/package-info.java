/** Which operations run on the device and which on the host. */
package qcc.passes.partition;
