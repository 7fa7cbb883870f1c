package dev.bookreel.delta;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;

/**
 * A table as one version has it.
 *
 * @param version the number of the commit
 * @param tableId the table's id
 * @param schema all columns, partition columns included; descriptions are the columns' comments
 * @param partitionColumns their names, in order
 * @param files the active data files
 * @param properties the table's properties
 */
public record Snapshot(
    long version,
    String tableId,
    Schema schema,
    List<String> partitionColumns,
    List<DataFile> files,
    Map<String, String> properties) {}
