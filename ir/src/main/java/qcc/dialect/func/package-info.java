/** MLIR's {@code func} dialect: functions, calls and returns. */
package qcc.dialect.func;
