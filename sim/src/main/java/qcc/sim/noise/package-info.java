/**
 * Non-idealities of analog crossbars: what the cells of a die really hold and how its converters read. Every draw is a function of a seed and of
 * what it is drawn for, so that results do not depend on order, threads or blocks.
 */
package qcc.sim.noise;
