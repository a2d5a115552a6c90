/** Fitting a bundle to one specimen of a chip: columns that must not be used are avoided, stuck cells put where they do least harm. */
package qcc.backend.host.repair;
