package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keeps what was delivered in the raw zone, byte for byte, and notes what it holds.
 *
 * <p>A delivery is named by its content. On a disk its files are copied while they are read for
 * that, and then named. In a bucket, where another name is another copy, and where the lake seems
 * to hold them already, they are read first, and copied if it does not.
 */
public final class Landing {
  private static final ObjectMapper JSON = new ObjectMapper();
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
    List<Callable<ReceivedFile>> arriving = new ArrayList<>();
    folder
        .files()
        .forEach(
            (dataset, files) -> files.forEach(file -> arriving.add(() -> receive(dataset, file))));
    List<ReceivedFile> received = new ArrayList<>();
    try {
      inParallel(arriving, received);
      return land(received);
    } finally {
      received.forEach(ReceivedFile::forget);
    }
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

  private ReceivedFile receive(Dataset dataset, StoredFile file) {
    StoragePath folder = lake.rawOf(dataset, date);
    return folder.isLocal() && !seemsToBeThere(folder, file)
        ? ReceivedFile.copied(dataset, file, folder)
        : ReceivedFile.hashed(dataset, file);
  }

  /** Whether a file of that name and size was landed for the date. */
  private static boolean seemsToBeThere(StoragePath folder, StoredFile file) {
    return RawZone.deliveriesIn(folder).stream()
        .flatMap(delivery -> delivery.files().stream())
        .anyMatch(
            landed -> landed.name().equals(file.path().name()) && landed.size() == file.size());
  }

  /** Does all there is to do before it tells of the first failure. */
  private static <T> void inParallel(List<Callable<T>> tasks, List<T> results) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
    RuntimeException failure = null;
    try {
      for (Future<T> task : workers.invokeAll(tasks)) {
        try {
          results.add(task.get());
        } catch (ExecutionException e) {
          failure = failure == null ? unchecked(e.getCause()) : failure;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while landing", e);
    } finally {
      workers.shutdownNow();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  private Map<Dataset, Delivery> land(List<ReceivedFile> received) {
    String id = id(received);
    Map<Dataset, List<ReceivedFile>> byDataset = new LinkedHashMap<>();
    for (ReceivedFile file : received) {
      byDataset.computeIfAbsent(file.dataset(), unused -> new ArrayList<>()).add(file);
    }
    Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
    byDataset.forEach((dataset, files) -> deliveries.put(dataset, land(dataset, files, id)));
    return deliveries;
  }

  private Delivery land(Dataset dataset, List<ReceivedFile> files, String id) {
    StoragePath target = lake.raw(dataset, date, id);
    StoragePath record = target.resolve(Delivery.RECORD);
    try {
      if (record.isFile()) {
        return JSON.readValue(record.read(), Delivery.class);
      }
      List<Delivery.LandedFile> landed =
          files.parallelStream().map(file -> file.land(target)).toList();
      Delivery delivery = new Delivery(dataset.name(), date.toString(), id, landed);
      record.replace(JSON.writeValueAsBytes(delivery));
      return delivery;
    } catch (IOException e) {
      throw UserError.failure(
          "cannot land " + dataset.name(), e.toString(), "Check the disk and run again", e);
    }
  }

  private static String id(List<ReceivedFile> received) {
    MessageDigest digest = Hashes.sha256();
    for (ReceivedFile file : received) {
      String name = file.source().path().name();
      String line = file.dataset().name() + '\n' + name + '\n' + file.sha256() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Hashes.shortHex(digest);
  }
}
