/** The text of the IR: lexer, parser and printer of MLIR's generic form and of the operations' custom forms. */
package qcc.ir.text;
