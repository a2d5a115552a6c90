/** The IR's nodes (operations, regions, blocks, values) and its immutable leaves (types, attributes, locations). */
package qcc.ir;
