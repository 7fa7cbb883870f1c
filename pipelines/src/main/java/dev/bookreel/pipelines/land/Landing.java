package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StorageFailure;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.parse.RefusedFile;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Keeps what was delivered in the raw zone, byte for byte, and notes what it holds.
 *
 * <p>A delivery is named by its content: it is hashed first, and copied only if the lake does not
 * hold it yet. What is copied is hashed again, so a file that changes meanwhile is noticed.
 */
public final class Landing {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BYTES_A_RANGE = 16L << 20;
  private static final int BUFFER = 1 << 20;
  private final Lake lake;
  private final LocalDate date;

  /** Lands deliveries of a date in a lake. */
  public Landing(Lake lake, LocalDate date) {
    this.lake = lake;
    this.date = date;
  }

  /**
   * Lands everything a source delivered.
   *
   * @throws UserError when one of the files must be refused; nothing of the delivery is used then
   */
  public Map<Dataset, Delivery> land(SourceFolder folder) {
    Map<StoragePath, String> hashes = new LinkedHashMap<>();
    List<StoragePath> all =
        folder.files().values().stream().flatMap(List::stream).map(StoredFile::path).toList();
    for (Map.Entry<StoragePath, String> hash :
        all.parallelStream().map(file -> Map.entry(file, hash(file))).toList()) {
      hashes.put(hash.getKey(), hash.getValue());
    }
    String id = id(folder, hashes);
    List<Delivery> landed =
        folder.files().entrySet().parallelStream()
            .map(files -> land(files.getKey(), files.getValue(), id, hashes))
            .toList();
    Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
    landed.forEach(delivery -> deliveries.put(Datasets.named(delivery.dataset()), delivery));
    return deliveries;
  }

  /**
   * What was landed for a date, by dataset.
   *
   * @throws UserError when a dataset was landed more than once for it: which is meant is not clear
   */
  public static Map<Dataset, Delivery> landed(Lake lake, LocalDate date) {
    Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
    for (Dataset dataset : Datasets.all()) {
      List<Delivery> records = RawZone.deliveriesIn(lake.rawOf(dataset, date));
      if (records.size() > 1) {
        throw UserError.refused(
            dataset.name() + " was landed " + records.size() + " times for " + date,
            "only one of these deliveries can be meant",
            "Name the folder: bookreel run --" + dataset.source().folder() + "=… --date=" + date);
      }
      records.forEach(delivery -> deliveries.put(dataset, delivery));
    }
    return deliveries;
  }

  private Delivery land(
      Dataset dataset, List<StoredFile> files, String id, Map<StoragePath, String> hashes) {
    StoragePath target = lake.raw(dataset, date, id);
    StoragePath record = target.resolve(Delivery.RECORD);
    try {
      if (record.isFile()) {
        return JSON.readValue(record.read(), Delivery.class);
      }
      List<Delivery.LandedFile> landed =
          new ArrayList<>(
              files.parallelStream()
                  .map(file -> landed(dataset, file, target, hashes.get(file.path())))
                  .toList());
      Delivery delivery = new Delivery(dataset.name(), date.toString(), id, landed);
      record.replace(JSON.writeValueAsBytes(delivery));
      return delivery;
    } catch (IOException e) {
      throw UserError.failure(
          "cannot land " + dataset.name(), e.toString(), "Check the disk and run again", e);
    }
  }

  private static Delivery.LandedFile landed(
      Dataset dataset, StoredFile file, StoragePath target, String hash) {
    try {
      return land(dataset, file, target, hash);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot land " + file.path(), e);
    }
  }

  private static Delivery.LandedFile land(
      Dataset dataset, StoredFile file, StoragePath target, String expectedHash)
      throws IOException {
    String name = file.path().name();
    boolean gzip = name.endsWith(".gz");
    MessageDigest digest = Hashes.sha256();
    NewFile copy = target.resolve(name).create();
    try (InputStream bytes = new DigestInputStream(new Tee(file.path().open(), copy), digest)) {
      LandingScan.Result content = scan(dataset, gzip ? gunzip(bytes) : bytes);
      bytes.transferTo(OutputStream.nullOutputStream());
      if (!Hashes.hex(digest).equals(expectedHash)) {
        throw new RefusedFile(
            "it changed while it landed",
            "its bytes are others than a moment ago",
            "Run again when the delivery is complete");
      }
      requireColumns(dataset, content);
      copy.close();
      return new Delivery.LandedFile(name, file.size(), expectedHash, gzip, content);
    } catch (RefusedFile e) {
      throw UserError.refused(
          name + " is refused, since " + e.problem(), e.getMessage(), capital(e.wayOut()));
    } finally {
      copy.abandon();
    }
  }

  private static InputStream gunzip(InputStream bytes) throws IOException {
    try {
      return new GZIPInputStream(bytes, BUFFER);
    } catch (ZipException | EOFException e) {
      throw new RefusedFile(
          "it is not gzip", String.valueOf(e.getMessage()), "ask for the delivery again");
    }
  }

  private static LandingScan.Result scan(Dataset dataset, InputStream bytes) {
    try {
      return dataset.formats().contains(Format.CSV)
          ? LandingScan.ofCsv(bytes, BYTES_A_RANGE)
          : LandingScan.ofJson(bytes, BYTES_A_RANGE);
    } catch (UncheckedIOException e) {
      if (StorageFailure.in(e).isPresent()) {
        throw e; // The storage failed, not who delivered.
      }
      throw new RefusedFile(
          "it cannot be read to its end",
          String.valueOf(e.getCause().getMessage()),
          "ask for the delivery again");
    }
  }

  private static void requireColumns(Dataset dataset, LandingScan.Result content) {
    if (content.format() != Format.CSV) {
      return;
    }
    for (String column : dataset.requiredColumns()) {
      if (!content.header().contains(column)) {
        throw new RefusedFile(
            "its header lacks the column " + column,
            "it has " + String.join(", ", content.header()),
            "ask for the delivery again with all columns");
      }
    }
  }

  private static String id(SourceFolder folder, Map<StoragePath, String> hashes) {
    MessageDigest digest = Hashes.sha256();
    folder
        .files()
        .forEach(
            (dataset, files) -> {
              for (StoredFile file : files) {
                String hash = hashes.get(file.path());
                String line = dataset.name() + '\n' + file.path().name() + '\n' + hash + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
              }
            });
    return Hashes.shortHex(digest);
  }

  private static String hash(StoragePath file) {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return Hashes.hex(digest);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Copies what is read. */
  private static final class Tee extends FilterInputStream {
    private final OutputStream copy;

    Tee(InputStream in, OutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        copy.write(value);
      }
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        copy.write(bytes, offset, count);
      }
      return count;
    }
  }
}
