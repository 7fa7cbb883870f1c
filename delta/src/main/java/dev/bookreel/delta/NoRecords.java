package dev.bookreel.delta;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** What Parquet's column readers ask for although nobody assembles records from them. */
final class NoRecords extends GroupConverter {
  private final GroupType type;

  NoRecords(GroupType type) {
    this.type = type;
  }

  @Override
  public Converter getConverter(int field) {
    return type.getType(field).isPrimitive()
        ? new NoValues()
        : new NoRecords(type.getType(field).asGroupType());
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  /** Lets readers tell which value of a dictionary a row has. */
  private static final class NoValues extends PrimitiveConverter {
    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {}
  }
}
