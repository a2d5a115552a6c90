/** Pictures of networks and of what a bundle puts on a chip, as text for Graphviz. */
package qcc.cli.graph;
