/** MLIR's {@code builtin} dialect: the module and the cast between types that nothing else converts. */
package qcc.dialect.builtin;
