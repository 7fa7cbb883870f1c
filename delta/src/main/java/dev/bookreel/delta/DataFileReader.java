package dev.bookreel.delta;

import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads chosen columns of one data file, row by row, straight from Parquet's column readers.
 *
 * <p>Columns are named by their position among those that were asked for. A partition column has
 * the file's value; a column that the file does not hold reads as null. A getter must not be called
 * on a null, and at most once a row; {@link #getTextNumber} may come before {@link #getBytes}.
 */
public final class DataFileReader implements AutoCloseable {
  private final ParquetFileReader file;
  private final MessageType stored;
  private final MessageType requested;
  private final String createdBy;

  /** For each column that was asked for: its descriptor in the file, or null. */
  private final ColumnDescriptor[] descriptors;

  private final String[] partitionValues;

  /** Those that are integers or dates. */
  private final int[] partitionNumbers;

  private final ColumnReader[] readers;

  /** In the place of a reader, where the column's values lie one after the other. */
  private final PlainNumbers[] numbers;

  private final TextNumbers[] textNumbers;

  private int rowGroup;
  private final List<List<String>> lists;
  private long rowsLeft;
  private boolean onRow;

  private DataFileReader(String tablePath, DataFile dataFile, Schema schema, List<String> columns)
      throws IOException {
    file =
        ParquetFileReader.open(
            ParquetFiles.input(dataFile.location(tablePath), dataFile.size()),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    stored = file.getFileMetaData().getSchema();
    createdBy = file.getFileMetaData().getCreatedBy();
    descriptors = new ColumnDescriptor[columns.size()];
    partitionValues = new String[columns.size()];
    partitionNumbers = new int[columns.size()];
    readers = new ColumnReader[columns.size()];
    numbers = new PlainNumbers[columns.size()];
    textNumbers =
        Stream.generate(TextNumbers::new).limit(columns.size()).toArray(TextNumbers[]::new);
    lists = new ArrayList<>(Collections.nCopies(columns.size(), null));
    List<Type> fields = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      String name = columns.get(column);
      if (!schema.hasField(name)) {
        throw new IllegalArgumentException("the table has no column " + name);
      }
      if (dataFile.partition().containsKey(name)) {
        partitionValues[column] = dataFile.partition().get(name);
        partitionNumbers[column] =
            number(ColumnType.of(schema.getField(name)), partitionValues[column]);
      } else if (stored.containsField(name)) {
        StoredType.require(
            dataFile.location(tablePath),
            ColumnType.of(schema.getField(name)),
            stored.getType(name));
        fields.add(stored.getType(name));
      }
    }
    requested = new MessageType(stored.getName(), fields);
    for (ColumnDescriptor descriptor : requested.getColumns()) {
      descriptors[columns.indexOf(descriptor.getPath()[0])] = descriptor;
    }
    file.setRequestedSchema(requested);
  }

  /**
   * Opens a file.
   *
   * @param schema the table's
   * @param columns to read, in the order of their positions
   */
  public static DataFileReader open(
      String tablePath, DataFile file, Schema schema, List<String> columns) {
    try {
      return new DataFileReader(tablePath, file, schema, columns);
    } catch (EOFException e) {
      throw new DeltaException(
          "cannot read " + file.location(tablePath),
          "it is cut off, or no Parquet file",
          "Bring it back from a backup",
          e);
    } catch (IOException | SdkException e) {
      throw unreadable(file.location(tablePath), e);
    }
  }

  /**
   * Beam's channels let through what S3's client throws, which does not say of which file it is.
   */
  private static UncheckedIOException unreadable(String path, Exception e) {
    return new UncheckedIOException(
        "cannot read " + path, e instanceof IOException known ? known : new IOException(e));
  }

  /** Moves on to the next row; false at the end. */
  public boolean next() {
    if (onRow) {
      for (int column = 0; column < readers.length; column++) {
        if (numbers[column] != null) {
          numbers[column].pass();
        } else if (readers[column] != null && !isList(column)) {
          pass(readers[column]);
        }
      }
    }
    onRow = rowsLeft > 0 || nextRowGroup();
    if (!onRow) {
      return false;
    }
    rowsLeft--;
    for (int column = 0; column < readers.length; column++) {
      if (readers[column] != null && isList(column)) {
        lists.set(column, readList(column));
      }
    }
    return true;
  }

  /** Whether the value is null. */
  public boolean isNull(int column) {
    if (numbers[column] != null) {
      return false;
    }
    ColumnReader reader = readers[column];
    if (reader == null) {
      return partitionValues[column] == null;
    }
    if (isList(column)) {
      return lists.get(column) == null;
    }
    return reader.getCurrentDefinitionLevel() < reader.getDescriptor().getMaxDefinitionLevel();
  }

  /** The UTF-8 bytes of a text. */
  public byte[] getBytes(int column) {
    ColumnReader reader = readers[column];
    return reader == null
        ? partitionValues[column].getBytes(StandardCharsets.UTF_8)
        : reader.getBinary().getBytes();
  }

  /** A text. */
  public String getString(int column) {
    return new String(getBytes(column), StandardCharsets.UTF_8);
  }

  /**
   * A number from 0 on that stands for a text: rows of this file that have the same number have the
   * same text, and there are not many more numbers than texts. -1 where the file does not tell.
   */
  public int getTextNumber(int column) {
    return textNumbers[column].current();
  }

  /** A long, or a time stamp. */
  public long getLong(int column) {
    PlainNumbers plain = numbers[column];
    return plain != null ? plain.getLong() : readers[column].getLong();
  }

  /** An integer, or a date. */
  public int getInt(int column) {
    ColumnReader reader = readers[column];
    if (reader != null) {
      return reader.getInteger();
    }
    return partitionNumbers[column];
  }

  /** A double. */
  public double getDouble(int column) {
    PlainNumbers plain = numbers[column];
    return plain != null ? plain.getDouble() : readers[column].getDouble();
  }

  /** A boolean. */
  public boolean getBoolean(int column) {
    return readers[column].getBoolean();
  }

  /** A list of texts. */
  public List<String> getStrings(int column) {
    return lists.get(column);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(ColumnType type, String value) {
    if (value == null) {
      return 0;
    }
    return switch (type) {
      case DATE -> (int) LocalDate.parse(value).toEpochDay();
      case INT -> Integer.parseInt(value);
      default -> 0;
    };
  }

  private boolean isList(int column) {
    return descriptors[column].getPath().length > 1;
  }

  /** Leaves the reader at the first value of the next row. */
  private static void pass(ColumnReader reader) {
    if (reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel()) {
      reader.skip();
    }
    reader.consume();
  }

  /** Reads a row's list, null when it is null, and leaves the reader at the next row's. */
  private List<String> readList(int column) {
    ColumnReader reader = readers[column];
    int most = descriptors[column].getMaxDefinitionLevel();
    boolean optional = requested.getType(descriptors[column].getPath()[0]).isRepetition(OPTIONAL);
    boolean mayHoldNull = requested.getType(descriptors[column].getPath()).isRepetition(OPTIONAL);
    List<String> values =
        optional && reader.getCurrentDefinitionLevel() == 0 ? null : new ArrayList<>();
    do {
      if (reader.getCurrentDefinitionLevel() == most) {
        values.add(reader.getBinary().toStringUsingUTF8());
      } else if (mayHoldNull && reader.getCurrentDefinitionLevel() == most - 1) {
        throw new DeltaException(
            "cannot read " + file.getFile(),
            "its column " + descriptors[column].getPath()[0] + " has a list with a null in it",
            "Read the other columns, or use another engine");
      }
      reader.consume();
    } while (reader.getCurrentRepetitionLevel() > 0);
    return values;
  }

  private static ColumnChunkMetaData chunk(
      List<ColumnChunkMetaData> chunks, ColumnDescriptor column) {
    ColumnPath path = ColumnPath.get(column.getPath());
    return chunks.stream().filter(chunk -> chunk.getPath().equals(path)).findFirst().orElseThrow();
  }

  private boolean nextRowGroup() {
    try {
      PageReadStore pages = file.readNextRowGroup();
      if (pages == null) {
        return false;
      }
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(pages, new NoRecords(requested), requested, createdBy);
      List<ColumnChunkMetaData> chunks = file.getRowGroups().get(rowGroup++).getColumns();
      for (int column = 0; column < descriptors.length; column++) {
        numbers[column] = null;
        readers[column] = null;
        ColumnDescriptor descriptor = descriptors[column];
        if (descriptor == null) {
          continue;
        }
        ColumnChunkMetaData chunk = chunk(chunks, descriptor);
        if (PlainNumbers.areIn(descriptor, chunk)) {
          numbers[column] = PlainNumbers.of(pages.getPageReader(descriptor));
        } else {
          readers[column] = store.getColumnReader(descriptor);
          textNumbers[column].begin(readers[column], chunk);
        }
      }
      rowsLeft = pages.getRowCount();
      return rowsLeft > 0 || nextRowGroup();
    } catch (IOException | SdkException e) {
      throw unreadable(file.getFile(), e);
    }
  }
}
