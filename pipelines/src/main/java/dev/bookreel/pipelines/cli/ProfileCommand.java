package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.required;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.lake.RunLease;
import dev.bookreel.pipelines.profile.ProfileLake;
import dev.bookreel.pipelines.profile.ProfileText;
import dev.bookreel.pipelines.run.RunId;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.profile.ProposeRules;
import dev.bookreel.transforms.profile.TableProfile;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The command {@code profile}. */
final class ProfileCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final PrintStream out;
  private final PrintStream err;
  private final Function<LakeOptions, Stages> stages;

  ProfileCommand(PrintStream out, PrintStream err, Function<LakeOptions, Stages> stages) {
    this.out = out;
    this.err = err;
    this.stages = stages;
  }

  int run(ProfileOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    List<Table> tables =
        options.getTable() == null
            ? Datasets.all().stream().map(Dataset::table).toList()
            : LakeCommands.tables(options.getTable());
    String run = RunId.unique("profile");
    ProfileLake profile = new ProfileLake(lake, stages.apply(options), run);
    List<TableProfile> profiles;
    try {
      profiles = RunLease.during(lake, () -> profile.run(tables));
    } finally {
      lake.clear(run);
    }
    if (options.getRules() != null) {
      profiles.forEach(found -> propose(found, Path.of(options.getRules())));
    }
    print(profiles, isJson(options));
    return 0;
  }

  private void print(List<TableProfile> profiles, boolean asJson) {
    if (asJson) {
      try {
        out.println(JSON.writeValueAsString(Map.of("tables", profiles)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a profile is JSON", e);
      }
    } else if (profiles.isEmpty()) {
      out.println("Nothing to tell: the lake has none of these tables yet.");
    } else {
      out.print(String.join("\n", profiles.stream().map(ProfileText::of).toList()));
    }
  }

  /** Rules are for what is delivered: of a refined table nobody asks. */
  private void propose(TableProfile profile, Path folder) {
    Optional<Dataset> dataset =
        Datasets.all().stream()
            .filter(candidate -> candidate.table().name().equals(profile.table()))
            .findFirst();
    if (dataset.isEmpty()) {
      return;
    }
    Path file = folder.resolve(dataset.get().name() + ".dqdl");
    try {
      Files.createDirectories(folder);
      Files.write(
          file,
          ProposeRules.of(dataset.get(), profile).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
      err.println("wrote " + file);
    } catch (FileAlreadyExistsException e) {
      throw UserError.usage(
          "nothing is written over",
          file + " is there already",
          "Name another folder with --rules=, or remove the file");
    } catch (IOException e) {
      throw UserError.failure(
          "cannot write " + file, e.toString(), "Name a folder that can be written", e);
    }
  }
}
