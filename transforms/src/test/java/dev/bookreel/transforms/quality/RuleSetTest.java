package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Streams;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  private static final Reference USERS = new Reference("users", List.of("email_key"));
  private static final int EMAIL = Streams.TABLE.column("user_email");

  @Test
  void onlyLookUpsOfThatColumnAloneInThatReference_mayBeCountedElsewhere() {
    RuleSet rules =
        rules(
            """
            ReferentialIntegrity "user_email" "users.email" = 1 with action = "warn",
            ReferentialIntegrity "movie_title" "users.email_key" = 1 with action = "warn",
            ReferentialIntegrity "user_email,movie_title" "users.email_key,last_name" = 1 with action = "warn",
            IsComplete "user_email" with action = "warn",
            ReferentialIntegrity "user_email" "users.email_key" = 1 with action = "warn"
            """);
    Set<Integer> places = rules.lookUps(EMAIL, USERS);
    assertThat(places.size(), is(1));
    Probe probe = rules.probes().get(places.iterator().next());
    RowCondition.Found found = (RowCondition.Found) probe.condition();
    assertThat(rules.references().get(found.reference()), is(USERS));
    assertThat(found.columns(), is(List.of(EMAIL)));
  }

  @Test
  void statementsAreAmongTheRules_orNot() {
    assertThat(
        rules("IsComplete \"user_email\" with action = \"warn\"").haveStatements(), is(false));
    assertThat(
        rules("CustomSql \"select count(*) from primary\" > 0 with action = \"warn\"")
            .haveStatements(),
        is(true));
  }

  private static RuleSet rules(String lines) {
    return RuleReader.read(
        new Streams(),
        "Rules = [\n" + lines + "]\n",
        new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid")));
  }
}
