/** Passes that know no dialect: canonicalization, merging of equal operations, removal of dead ones. */
package qcc.ir.transform;
