/** Transformations on IR between an imported network and a device: the lists of passes and pipelines, and what passes have in common. */
package qcc.passes;
