/** The language server for IR as text: diagnostics, hover, definitions, references, outline. */
package qcc.lsp;
