/** Holds every pass to the numeric effect it declares, by executing the program. */
package qcc.passes.validate;
