/**
 * The reference pages below {@code docs/reference}: written from the definitions of operations, passes and patterns, and from the Javadoc of
 * what has no text of its own in its definition.
 */
package qcc.tests.reference;
