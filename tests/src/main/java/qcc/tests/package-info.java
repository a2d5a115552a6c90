/** What tests of the whole compiler share. */
package qcc.tests;
