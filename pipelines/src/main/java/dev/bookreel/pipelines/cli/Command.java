package dev.bookreel.pipelines.cli;

import java.util.List;
import java.util.Locale;

/** The commands: their options, and what people are told of them. */
enum Command {
  RUN(
      RunOptions.class,
      "Land, trust and refine what was delivered, and answer the six questions.",
      List.of(
          "bookreel run",
          "bookreel run --lake=lake --internal=DIR --vendor=DIR --date=2021-12-31",
          "bookreel run --lake=lake --vendor=DIR --date=2022-01-01 --runner=DirectRunner")),
  LAND(
      SourceOptions.class,
      "Keep what was delivered in the raw zone, byte for byte, and do no more.",
      List.of("bookreel land --lake=lake --internal=DIR --date=2021-12-31")),
  TRUST(
      RunOptions.class,
      "Bring what was landed for a date through trusted to refined.",
      List.of("bookreel trust --lake=lake --date=2021-12-31")),
  QUALITY(
      QualityOptions.class,
      "Tell what the rules found in a run, and how their figures went.",
      List.of(
          "bookreel quality --lake=lake",
          "bookreel quality --lake=lake --html=quality.html --junit=quality.xml")),
  PROFILE(
      ProfileOptions.class,
      "Tell what the columns of tables hold, and propose rules.",
      List.of(
          "bookreel profile --lake=lake --table=trusted/books",
          "bookreel profile --lake=lake --rules=proposed --output=json")),
  REPLAY(
      ReplayOptions.class,
      "Check quarantined records again, and take in those that pass.",
      List.of("bookreel replay --lake=lake --date=2021-12-31 --rules=rules")),
  REFINE(
      QuestionOptions.class,
      "Make all refined tables anew from the trusted ones.",
      List.of("bookreel refine --lake=lake")),
  ANSWERS(
      QuestionOptions.class,
      "Answer the six questions.",
      List.of(
          "bookreel answers --lake=lake",
          "bookreel answers --lake=lake --month=2022-01 --output=json")),
  QUERY(
      QueryOptions.class,
      "Ask the tables in SQL (DuckDB's), read-only.",
      List.of(
          "bookreel query --lake=lake --sql='select count(*) from refined.streams'",
          "bookreel query --lake=lake --sql='select * from quarantine' --output=csv",
          "bookreel query --lake=lake --as-of=2022-01-01 --sql='from trusted.authors'")),
  STATUS(
      LakeOptions.class,
      "Show the last runs, each dataset's last delivery, and the tables' versions and sizes.",
      List.of("bookreel status --lake=lake", "bookreel status --lake=lake --output=json")),
  HISTORY(
      TableOptions.class,
      "Show a table's versions: when, what, and how many rows.",
      List.of(
          "bookreel history --lake=lake --table=trusted/authors",
          "bookreel history --lake=lake --table=trusted/authors --output=json")),
  OPTIMIZE(
      TableOptions.class,
      "Put small files of a partition together; no row changes.",
      List.of(
          "bookreel optimize --lake=lake",
          "bookreel optimize --lake=lake --table=trusted/streams")),
  VACUUM(
      VacuumOptions.class,
      "Remove data files that no version in retention needs; only tells of them at first.",
      List.of(
          "bookreel vacuum --lake=lake",
          "bookreel vacuum --lake=lake --retain=30d --dry-run=false")),
  REBUILD(
      LakeOptions.class,
      "Make trusted and refined anew from the raw zone alone.",
      List.of("bookreel rebuild --lake=lake")),
  MIGRATE(
      LakeOptions.class,
      "Create every table that is missing, and add missing columns; never drop anything.",
      List.of("bookreel migrate --lake=lake")),
  EMR_STEP(
      EmrOptions.class,
      "Print the JSON that submits a run to EMR, on EC2 or Serverless.",
      List.of(
          "bookreel emr step --target=ec2 --cluster=j-2AXXXXXXGAPLF --jar=s3://code/bookreel.jar"
              + " --lake=s3://data/lake --vendor=s3://inbox/vendor --date=2021-12-31 >step.json",
          "python3 -c 'import boto3, json;"
              + " boto3.client(\"emr\").add_job_flow_steps(**json.load(open(\"step.json\")))'",
          "bookreel emr step --target=serverless --application=00fabcde12345678"
              + " --role=arn:aws:iam::123456789012:role/bookreel --jar=s3://code/bookreel.jar"
              + " --lake=s3://data/lake --internal=s3://inbox/internal --vendor=s3://inbox/vendor"
              + " --date=2021-12-31 --logs=s3://data/logs >job.json",
          "aws emr-serverless start-job-run --cli-input-json file://job.json"));

  private final Class<? extends LakeOptions> options;
  private final String summary;
  private final String examples;

  Command(Class<? extends LakeOptions> options, String summary, List<String> examples) {
    this.options = options;
    this.summary = summary;
    this.examples = String.join("\n", examples);
  }

  /** Its name on the command line, of one word or more. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Class<? extends LakeOptions> options() {
    return options;
  }

  /** The values of --output; besides, text is what people read, whatever the command. */
  List<String> outputs() {
    return this == QUERY ? List.of("table", "csv", "json") : List.of("text", "json");
  }

  String summary() {
    return summary;
  }

  List<String> examples() {
    return examples.lines().toList();
  }
}
