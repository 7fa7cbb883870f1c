package dev.bookreel.pipelines.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.DeltaTableSource;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.run.ResultFile;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.pipelines.run.WriteResult;
import dev.bookreel.transforms.profile.ProfileTable;
import dev.bookreel.transforms.profile.TableProfile;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.ParDo;

/** Tells what tables of a lake hold, in one pipeline; changes nothing. */
public final class ProfileLake {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Lake lake;
  private final Stages stages;
  private final String run;

  /** Prepares the work on a lake. */
  public ProfileLake(Lake lake, Stages stages, String run) {
    this.lake = lake;
    this.stages = stages;
    this.run = run;
  }

  /** The profiles of those tables that exist, in the same order. */
  public List<TableProfile> run(List<Table> tables) {
    List<Table> there = new ArrayList<>();
    List<ResultFile> files = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    for (Table table : tables) {
      Optional<Snapshot> latest = lake.table(table).latest();
      if (latest.isPresent()) {
        there.add(table);
        snapshots.add(latest.get());
        files.add(new ResultFile(lake, run, table.name().replace('/', '.')));
      }
    }
    if (there.isEmpty()) {
      return List.of();
    }
    stages.run(
        "profiling",
        0,
        pipeline -> {
          for (int i = 0; i < there.size(); i++) {
            Table table = there.get(i);
            pipeline
                .apply(
                    table.name(),
                    ProfileTable.of(
                        table,
                        DeltaTableSource.of(
                            table, lake.tablePath(table), snapshots.get(i).files())))
                .apply("Write " + table.name(), ParDo.of(new WriteResult<>(files.get(i))));
          }
        });
    try {
      List<TableProfile> profiles = new ArrayList<>();
      for (ResultFile file : files) {
        profiles.add(JSON.readValue(file.read(), TableProfile.class));
      }
      return profiles;
    } catch (IOException e) {
      throw UserError.failure("cannot understand the profile", e.toString(), "Run again", e);
    }
  }
}
