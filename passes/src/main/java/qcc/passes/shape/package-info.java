/** Makes every shape static and evaluates what follows from constants. */
package qcc.passes.shape;
