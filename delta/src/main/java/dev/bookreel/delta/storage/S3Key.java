package dev.bookreel.delta.storage;

import java.util.regex.Pattern;

/** An object of S3, or with an empty or ending key what begins with it. */
record S3Key(String bucket, String key) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Understands {@code s3://bucket/key}. */
  static S3Key of(String path) {
    String rest = path.substring(StoragePath.S3.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Key(rest, "")
        : new S3Key(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /**
   * The same without slashes at its end.
   *
   * @throws IllegalArgumentException when it cannot be used; the message says why
   */
  static String normalized(String path) {
    String trimmed = path.replaceAll("/+$", "");
    if (trimmed.length() < StoragePath.S3.length()) {
      throw new IllegalArgumentException("it names no bucket");
    }
    S3Key parsed = of(trimmed);
    if (!BUCKET.matcher(parsed.bucket).matches()) {
      throw new IllegalArgumentException(
          "\""
              + parsed.bucket
              + "\" is no name of a bucket: they have 3 to 63 of a-z, 0-9, - and .");
    }
    if (Pattern.compile("[*?\\[\\]{}\\\\]|//|(^|/)\\.\\.?(/|$)").matcher(parsed.key).find()) {
      throw new IllegalArgumentException(
          "a prefix with * ? [ ] { } \\ // . or .. as a part of it is not supported");
    }
    return trimmed;
  }

  /** All keys in this folder begin so. */
  String prefix() {
    return key.isEmpty() || key.endsWith("/") ? key : key + "/";
  }

  String path(String otherKey) {
    return StoragePath.S3 + bucket + "/" + otherKey;
  }
}
