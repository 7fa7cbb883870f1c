package dev.bookreel.delta.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Buckets of S3.
 *
 * <p>Beam's file system for S3 lists with a request for each object found, writes each file in
 * three requests, shows one that was given up, and knows no conditional write: hence this one for
 * all but reading ranges.
 */
final class S3Store implements FileStore {
  static final S3Store INSTANCE = new S3Store();
  private static final int MOST_TO_DELETE = 1000;
  private static final int READERS = 16;

  private final S3Connection connection = new S3Connection();
  private final S3FirstWriter firstWriter = new S3FirstWriter(connection);

  private S3Store() {}

  /** Where S3 is from now on. */
  void configure(S3Settings settings) {
    if (connection.configure(settings)) {
      firstWriter.forget();
    }
  }

  @Override
  public boolean isFile(String path) throws IOException {
    S3Key object = S3Key.of(path);
    try {
      connection.send(
          "read",
          object,
          s3 -> s3.headObject(head -> head.bucket(object.bucket()).key(object.key())));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public boolean isFolder(String path) throws IOException {
    S3Key folder = S3Key.of(path);
    return connection
        .send(
            "list",
            folder,
            s3 ->
                s3.listObjectsV2(
                    list -> list.bucket(folder.bucket()).prefix(folder.prefix()).maxKeys(1)))
        .hasContents();
  }

  @Override
  public boolean isEmpty(String path) throws IOException {
    S3Key folder = S3Key.of(path);
    // Neither what a console makes for a folder, nor a probe that somebody else is about to remove.
    return connection
        .send(
            "list",
            folder,
            s3 -> s3.listObjectsV2(list -> list.bucket(folder.bucket()).prefix(folder.prefix())))
        .contents()
        .stream()
        .allMatch(
            object ->
                object.key().endsWith("/")
                    || object.key().startsWith(folder.prefix() + S3FirstWriter.PROBE));
  }

  @Override
  public byte[] read(String path) throws IOException {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    }
  }

  @Override
  public List<byte[]> read(List<String> paths) throws IOException {
    ExecutorService readers = Executors.newFixedThreadPool(Math.min(READERS, paths.size()));
    try {
      List<Future<byte[]>> pending =
          paths.stream().map(path -> readers.submit(() -> read(path))).toList();
      List<byte[]> contents = new ArrayList<>();
      for (Future<byte[]> content : pending) {
        contents.add(content.get());
      }
      return contents;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      readers.shutdownNow();
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    S3Key object = S3Key.of(path);
    return connection.send(
        "read", object, s3 -> s3.getObject(get -> get.bucket(object.bucket()).key(object.key())));
  }

  @Override
  public NewFile create(String path) throws IOException {
    return new S3Upload(connection.client(), S3Key.of(path));
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    firstWriter.require(path.substring(0, path.lastIndexOf('/')));
    // An answer that was lost makes the client ask again, and find what it wrote itself.
    return firstWriter.put(path, content) || Arrays.equals(content, read(path));
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    S3Key object = S3Key.of(path);
    connection.send(
        "write",
        object,
        s3 ->
            s3.putObject(
                put -> put.bucket(object.bucket()).key(object.key()),
                RequestBody.fromBytes(content)));
  }

  @Override
  public List<StoredFile> list(String folder, boolean deep, String from) throws IOException {
    S3Key prefix = S3Key.of(folder);
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(prefix.bucket()).prefix(prefix.prefix());
    if (!deep) {
      request.delimiter("/");
    }
    if (!from.isEmpty()) {
      // S3 begins after that key, not with it.
      request.startAfter(prefix.prefix() + from.substring(0, from.length() - 1));
    }
    List<StoredFile> found = new ArrayList<>();
    ListObjectsV2Response page;
    do {
      page = connection.send("list", prefix, s3 -> s3.listObjectsV2(request.build()));
      page.contents().stream()
          .filter(object -> !object.key().endsWith("/"))
          .filter(object -> object.key().compareTo(prefix.prefix() + from) >= 0)
          .map(
              object ->
                  new StoredFile(
                      StoragePath.found(prefix.path(object.key())),
                      object.size(),
                      object.lastModified()))
          .forEach(found::add);
      request.continuationToken(page.nextContinuationToken());
    } while (Boolean.TRUE.equals(page.isTruncated()));
    return found;
  }

  @Override
  public void delete(List<String> paths) throws IOException {
    for (int begin = 0; begin < paths.size(); begin += MOST_TO_DELETE) {
      List<String> some = paths.subList(begin, Math.min(paths.size(), begin + MOST_TO_DELETE));
      S3Key first = S3Key.of(some.get(0));
      List<ObjectIdentifier> objects =
          some.stream()
              .map(path -> ObjectIdentifier.builder().key(S3Key.of(path).key()).build())
              .toList();
      List<S3Error> errors =
          connection
              .send(
                  "remove",
                  first,
                  s3 ->
                      s3.deleteObjects(
                          delete ->
                              delete
                                  .bucket(first.bucket())
                                  .delete(all -> all.objects(objects).quiet(true))))
              .errors();
      if (!errors.isEmpty()) {
        throw StorageFailure.failure(
            "cannot remove " + first.path(errors.get(0).key()),
            errors.get(0).code() + " " + errors.get(0).message(),
            "Let the role remove objects of the lake; deploy/bookreel.yaml has the permissions",
            null);
      }
    }
  }

  @Override
  public void link(String from, String to) throws IOException {
    S3Key source = S3Key.of(from);
    S3Key target = S3Key.of(to);
    if (isFile(to)) {
      return;
    }
    connection.send(
        "copy",
        source,
        s3 ->
            s3.copyObject(
                copy ->
                    copy.sourceBucket(source.bucket())
                        .sourceKey(source.key())
                        .destinationBucket(target.bucket())
                        .destinationKey(target.key())));
  }

  @Override
  public void createFolder(String path) {
    // There is one as soon as there is a file in it.
  }

  @Override
  public void deleteFolder(String path) throws IOException {
    delete(list(path, true, "").stream().map(file -> file.path().toString()).toList());
  }

  @Override
  public void deleteEmptyFolder(String path) {
    // There is none.
  }

  @Override
  public void removeUnfinished(String folder, Instant before) throws IOException {
    S3Key place = S3Key.of(folder);
    ListMultipartUploadsRequest.Builder request =
        ListMultipartUploadsRequest.builder().bucket(place.bucket()).prefix(place.prefix());
    ListMultipartUploadsResponse page;
    do {
      page = connection.send("list", place, s3 -> s3.listMultipartUploads(request.build()));
      for (MultipartUpload upload : page.uploads()) {
        if (upload.initiated().isBefore(before)) {
          connection.send(
              "remove",
              new S3Key(place.bucket(), upload.key()),
              s3 ->
                  s3.abortMultipartUpload(
                      abort ->
                          abort
                              .bucket(place.bucket())
                              .key(upload.key())
                              .uploadId(upload.uploadId())));
        }
      }
      request.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker());
    } while (Boolean.TRUE.equals(page.isTruncated()));
  }

  @Override
  public void requirePutIfAbsent(String folder) throws IOException {
    firstWriter.require(folder);
  }
}
