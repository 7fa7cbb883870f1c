package dev.bookreel.delta.storage;

import java.io.OutputStream;

/**
 * A file that is being written: closing it shows it whole under its name, abandoning it leaves
 * nothing behind.
 */
public abstract class NewFile extends OutputStream {
  /** Gives it up; what comes after is ignored, and so is this once it was closed. */
  public abstract void abandon();
}
