/** The program bundle: everything that runs a compiled network, as values, and its file format. */
package qcc.backend.host.bundle;
