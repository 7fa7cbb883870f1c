package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;

import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.text.MatchKey;
import java.util.List;

/**
 * The users of the app: a record is a user, its key the e-mail address.
 *
 * <p>Quarantined: a user without an e-mail address.
 */
public final class Users extends CsvDump {
  private static final long serialVersionUID = 1L;

  /** {@code trusted/users}. */
  public static final Table TABLE =
      TableDefinition.of("trusted/users", "A version of a user of the app.")
          .optional("first_name", TEXT, "First name; null when not given.")
          .optional("last_name", TEXT, "Last name; null when not given.")
          .required("email", TEXT, "E-mail address as the app spells it.")
          .required("email_key", TEXT, "Match key of email.")
          .history()
          .build();

  @Override
  public String name() {
    return "users";
  }

  @Override
  public List<String> requiredColumns() {
    return List.of("first_name", "last_name", "email");
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("email_key");
  }

  @Override
  DumpRow key(CsvRecord record) throws Rejected {
    String email = Text.required(record.text("email"), "email");
    return new DumpRow(TABLE).set("email", email).set("email_key", MatchKey.of(email));
  }

  @Override
  DumpRow parse(CsvRecord record) throws Rejected {
    Problems problems = new Problems();
    DumpRow row = problems.read(() -> key(record));
    String firstName = problems.read(() -> Text.clean(record.text("first_name")));
    String lastName = problems.read(() -> Text.clean(record.text("last_name")));
    problems.requireNone();
    return row.set("first_name", firstName).set("last_name", lastName);
  }
}
