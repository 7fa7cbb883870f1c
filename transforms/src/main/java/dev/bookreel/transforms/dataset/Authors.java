package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.DATE;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXTS;

import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.text.MatchKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The vendor's authors: a record is {@code metadata{name,birth_date,died_at}} and {@code
 * nationalities[{id,label,slug}]}, its key the name.
 *
 * <p>Dates are taken in their own offset; a death in the future is what the vendor says. Blank
 * nationalities are left out, and their order means nothing. Quarantined: an author without a name;
 * a date that does not exist.
 */
public final class Authors extends JsonDump {
  private static final long serialVersionUID = 1L;

  /** {@code trusted/authors}. */
  public static final Table TABLE =
      TableDefinition.of("trusted/authors", "A version of an author.")
          .required("name", TEXT, "Name as the vendor spells it.")
          .optional("birth_date", DATE, "Date of birth, in the vendor's own offset; null: unknown.")
          .optional(
              "died_at",
              DATE,
              "Date of death, in the vendor's own offset, may be in the future; null: none known.")
          .required(
              "nationalities", TEXTS, "The vendor's slugs, such as singaporeans, in ABC order.")
          .required("name_key", TEXT, "Match key of name.")
          .history()
          .build();

  @Override
  public String name() {
    return "authors";
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("name_key");
  }

  @Override
  public KnownFields fields() {
    return KnownFields.none()
        .with("metadata.name", "name", "name_key")
        .with("metadata.birth_date", "birth_date")
        .with("metadata.died_at", "died_at")
        .with("nationalities[].id")
        .with("nationalities[].label")
        .with("nationalities[].slug", "nationalities");
  }

  @Override
  List<DumpRow> keys(JsonObject record) throws Rejected {
    return List.of(key(record));
  }

  @Override
  List<DumpRow> parse(JsonObject record) throws Rejected {
    JsonObject metadata = record.object("metadata");
    Problems problems = new Problems();
    DumpRow row = problems.read(() -> key(record));
    Integer born = problems.read(() -> metadata.date("birth_date", "birth_date"));
    Integer died = problems.read(() -> metadata.date("died_at", "died_at"));
    List<String> nationalities = problems.read(() -> nationalities(record));
    problems.requireNone();
    return List.of(
        row.set("birth_date", born).set("died_at", died).set("nationalities", nationalities));
  }

  private static DumpRow key(JsonObject record) throws Rejected {
    String name = record.object("metadata").requiredText("name", "name");
    return new DumpRow(TABLE).set("name", name).set("name_key", MatchKey.of(name));
  }

  private static List<String> nationalities(JsonObject record) throws Rejected {
    Set<String> slugs = new TreeSet<>();
    for (JsonObject nationality : record.objects("nationalities")) {
      String slug = nationality.text("slug", "nationalities");
      if (slug != null) {
        slugs.add(slug);
      }
    }
    return List.copyOf(slugs);
  }
}
