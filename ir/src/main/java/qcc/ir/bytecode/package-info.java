/**
 * The binary form of modules: small, read in one pass, blobs left where they are in the file until somebody looks at them. The layout is
 * described in {@code docs/bytecode.md}.
 */
package qcc.ir.bytecode;
