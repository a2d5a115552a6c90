/** What a bundle puts where on its chip, found from the bundle alone. */
package qcc.cli.mapping;
