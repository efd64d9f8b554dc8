// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static dev.mcpfirewall.policy.engine.Books.arguments;
import static dev.mcpfirewall.policy.engine.Books.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test.Like;
import dev.mcpfirewall.policy.rule.Test.NotUnder;
import dev.mcpfirewall.policy.rule.Test.OneOf;
import dev.mcpfirewall.policy.rule.Test.Regex;
import dev.mcpfirewall.policy.rule.Test.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that try to get past a rule. */
class ArgumentAttackTest {
  private static final PolicyEngine AMOUNTS =
      book()
          .rule("much", Action.DENY, Scope.ANY, arguments("amount", Books.compare(Relation.GT, 50)))
          .engine();

  private static Effect decide(PolicyEngine engine, String arguments) {
    return engine.decide(Messages.call("pay", arguments).build()).effect();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "51",
        "5.1e1",
        "'51'",
        "'5.1e1'",
        "'+51'",
        "' 51\\t'",
        "'0x33'",
        "'0o63'",
        "'0b110011'",
        "'1_000'",
        "'\\uff15\\uff11'",
        "'Infinity'",
        "'inf'",
        "'051'",
        "[1,51]",
        "{'value':51}",
        "[[['51']]]",
        "'51.'",
        "1e300",
        "'9e99999'",
        "51.000000000000000000000000000001",
        "'2,000'",
        "'2.000,50'",
        "'2 000'",
        "'$2000'",
        "'51 EUR'",
        "'51k'",
        "'\\u0665\\u0661'",
        "'\\u0667\\u0665'",
        "'\\u200b51'",
        "'\\uff12,\\uff10\\uff10\\uff10'",
        "'1e99999999999'",
        "'[51]'",
        "'{\\u0022value\\u0022:[51]}'",
        "' [1,\\n51] '",
      })
  void aNumberInDisguiseIsThatNumber(String amount) {
    assertThat(decide(AMOUNTS, "{'amount':" + amount + "}")).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50",
        "'50'",
        "-51",
        "'-51'",
        "'\\u221251'",
        "'lots'",
        "null",
        "[]",
        "''",
        "'-$2000'",
        "'1e-99999999999'",
        "'[50]'",
        "'report of 51 pages'",
        "'0,0031'",
        "'a51'"
      })
  void whatIsNoLargerNumberIsNone(String amount) {
    assertThat(decide(AMOUNTS, "{'amount':" + amount + "}")).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", " ", "\\u0660"})
  void aNumberIsThatNumberHoweverFarItIsPadded(String padding) {
    String far = padding.repeat(10_000);
    assertThat(decide(AMOUNTS, "{'amount':'" + far + "51'}")).isEqualTo(Effect.DENY);
    assertThat(decide(AMOUNTS, "{'amount':'51." + far + "'}")).isEqualTo(Effect.DENY);
    assertThat(decide(AMOUNTS, "{'amount':'" + far + "5'}")).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Amount':51}",
        "{'AMOUNT':51}",
        "{'\\u0430mount':51}",
        "{'amou\\u200bnt':51}",
        "{' amount ':51}",
        "{'amount':1,'Amount':51}",
        "{'\\uff41mount':51}"
      })
  void anArgumentsNameInDisguiseIsThatName(String arguments) {
    assertThat(decide(AMOUNTS, arguments)).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'x':'evil'}",
        "{'x':{'y':[0,{'z':'evil'}]}}",
        "{'evil':1}",
        "{'x':{'evil':null}}",
        "['evil']",
        "'evil'",
        "{'x':'\\u0065vil'}",
        "{'x':'\\uff45vil'}",
        "{'x':'ev\\u200bil'}"
      })
  void anywhereIsAnywhere(String arguments) {
    PolicyEngine engine =
        book().rule("any", Action.DENY, Scope.ANY, arguments("*", new Regex("evil"))).engine();

    assertThat(decide(engine, arguments)).isEqualTo(Effect.DENY);
  }

  @Test
  void nestingIsNoWayOut() {
    PolicyEngine engine =
        book().rule("any", Action.DENY, Scope.ANY, arguments("*", new Regex("evil"))).engine();
    String deep = "[".repeat(120) + "'evil'" + "]".repeat(120);

    assertThat(decide(engine, deep)).isEqualTo(Effect.DENY);
    assertThat(decide(engine, deep.replace("evil", "good"))).isEqualTo(Effect.ALLOW);
  }

  @Test
  void muchIsNoWayOut() {
    PolicyEngine engine =
        book()
            .rule("any", Action.DENY, Scope.ANY, arguments("*", new Regex("evil")))
            .rule("paths", Action.DENY, Scope.ANY, arguments("*", new Like("**/.ssh/**")))
            .engine();
    String filler = "'" + "lorem ipsum ".repeat(20_000) + "',";
    String many = "'a',".repeat(20_000);

    assertThat(decide(engine, "{'x':[" + filler + "'evil']}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'x':[" + many + "'evil']}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'x':[" + filler + "'good']}")).isEqualTo(Effect.ALLOW);
  }

  @Test
  void letsPassOnlyWhatIsSureInEveryReading() {
    PolicyEngine engine =
        book()
            .otherwise(ToolState.DISABLED)
            .rule("safe", Action.ALLOW, Scope.ANY, arguments("mode", Books.equal("safe")))
            .engine();

    assertThat(decide(engine, "{'mode':'safe'}")).isEqualTo(Effect.ALLOW);
    assertThat(decide(engine, "{'mode':['safe','unsafe']}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'mode':'safe','MODE':'unsafe'}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'mode':{'safe':'unsafe'}}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'mode':[]}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'MODE':'safe'}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{}")).isEqualTo(Effect.DENY);
  }

  @Test
  void whatIsNotANumberIsNotSurelyOne() {
    PolicyEngine engine =
        book()
            .rule(
                "odd",
                Action.DENY,
                Scope.ANY,
                arguments("amount", Books.not(Books.compare(Relation.LTE, 50))))
            .engine();

    assertThat(decide(engine, "{'amount':50}")).isEqualTo(Effect.ALLOW);
    assertThat(decide(engine, "{'amount':'lots'}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'amount':51}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'amount':{'lots':1}}")).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aPathInAKeyIsAPath() {
    PolicyEngine engine =
        book()
            .rule("out", Action.DENY, Scope.ANY, arguments("files", new Like("/etc/**")))
            .rule("in", Action.DENY, Scope.ANY, arguments("to", new NotUnder(List.of("/srv"))))
            .rule("deep", Action.DENY, Scope.ANY, arguments("/o/path", new Like("/etc/**")))
            .rule(
                "one",
                Action.DENY,
                Scope.ANY,
                arguments(
                    "k",
                    new OneOf(List.of(new dev.mcpfirewall.policy.rule.Test.Literal.Bool(true)))))
            .engine();

    assertThat(decide(engine, "{'files':{'/etc/passwd':'x'}}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'files':{'x/../../../../etc/passwd':'x'}}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'to':['/srv/a','/etc']}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'to':{'/etc/cron.d/x':'/srv/a'}}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'to':{'/srv/../etc':'/srv/a'}}")).isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'to':{'name':'/srv/a','/srv/b':'/srv/c'}}"))
        .isEqualTo(Effect.ALLOW);
    assertThat(decide(engine, "{'o':'{\\u0022path\\u0022:\\u0022/etc/x\\u0022}'}"))
        .isEqualTo(Effect.DENY);
    assertThat(decide(engine, "{'k':'true'}")).isEqualTo(Effect.DENY);
  }
}
