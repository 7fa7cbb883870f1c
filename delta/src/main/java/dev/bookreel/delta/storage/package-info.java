/** Files of a local disk and of S3, with what a table's log asks of them. */
package dev.bookreel.delta.storage;
