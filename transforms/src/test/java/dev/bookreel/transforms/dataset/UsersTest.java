package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.Parsing.assertRejected;
import static dev.bookreel.transforms.dataset.Parsing.csv;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.parse.Rejected;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final Users USERS = new Users();

  @Test
  void aUserIsMatchedOnTheFoldedAddress() throws Rejected {
    DumpRow row =
        csv(USERS, Map.of("first_name", "Mei", "last_name", " Ito ", "email", "MEI.ITO@X.org"));

    assertThat(row.get("first_name"), is("Mei"));
    assertThat(row.get("last_name"), is("Ito"));
    assertThat(row.get("email"), is("MEI.ITO@X.org"));
    assertThat(row.get("email_key"), is("mei.ito@x.org"));
  }

  @Test
  void namesMayBeMissing() throws Rejected {
    DumpRow row = csv(USERS, Map.of("first_name", "", "last_name", " ", "email", "a@x.org"));

    assertThat(row.get("first_name"), nullValue());
    assertThat(row.get("last_name"), nullValue());
  }

  @Test
  void aUserWithoutAddress_isRejected() {
    assertRejected(
        "email.required",
        "email is missing or blank.",
        () -> csv(USERS, Map.of("first_name", "Nemo", "last_name", "", "email", "")));
  }
}
