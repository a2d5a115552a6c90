/** Merges operations into the convolutions and products before them. */
package qcc.passes.fuse;
