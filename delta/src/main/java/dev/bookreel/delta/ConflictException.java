package dev.bookreel.delta;

/**
 * Another writer changed what a commit was decided on: decide again on the table as it is now, and
 * commit that.
 */
public final class ConflictException extends DeltaException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param version that was decided on
   * @param cause what another writer did
   */
  public ConflictException(String path, long version, String cause) {
    super(
        "cannot commit to " + path,
        "since version " + version + " another writer " + cause,
        "Run the command again");
  }
}
