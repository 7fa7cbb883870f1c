package dev.bookreel.runners;

import java.io.IOException;

/** Kills this process the hard way: with SIGKILL, which no hook and no buffer survives. */
public final class Kill {
  private Kill() {}

  /** Does not return. */
  public static void now() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(137);
    }
  }
}
