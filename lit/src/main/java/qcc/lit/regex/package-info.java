/**
 * POSIX extended regular expressions with the leftmost-longest rule, over text that holds one byte per {@code char}.
 */
package qcc.lit.regex;
