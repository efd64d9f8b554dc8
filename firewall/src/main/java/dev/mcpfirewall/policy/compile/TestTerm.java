// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Test;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A test of one value as a literal. A rule that restricts asks whether one reading of the value
 * fulfils it ({@code maybe}), one that lets pass whether all do ({@code surely}); within {@code
 * not} the two change places.
 *
 * <p>INVARIANT: a literal is one call. Rego works out a call within a negated expression before the
 * {@code not}, so that where the inner one is undefined the whole is, too, and nothing is denied.
 *
 * @param item the term for the value, with its name and place
 * @param helpers writes what needs a rule of its own
 */
record TestTerm(String item, Helpers helpers) {
  /** Makes a function of an item, which holds if all tests do. */
  interface Helpers {
    String allOf(List<Test> tests, boolean lets);
  }

  /** The literal. */
  String literal(Test test, boolean lets) {
    String how = (lets ? "mcp.surely." : "mcp.maybe.");
    return switch (test) {
      case Test.Like like -> how + call("like", Terms.text(like.pattern()));
      case Test.Regex regex -> how + call("matches", Terms.pattern(regex.pattern()));
      case Test.OneOf oneOf -> how + call("one_of", literals(oneOf));
      case Test.Under under -> how + call("under", Terms.array(under.directories()));
      case Test.NotUnder under -> how + call("not_under", Terms.array(under.directories()));
      case Test.Compare compare -> how + call(compare.relation().word(), number(compare.bound()));
      case Test.Secrets secrets ->
          secrets.present() ? "lib.secret(" + item + ")" : "not lib.secret(" + item + ")";
      case Test.From from -> "lib." + call("from", Terms.text(from.label().name()));
      case Test.Exists exists -> String.valueOf(exists.present());
      case Test.Not not -> negated(allOf(not.tests(), !lets));
    };
  }

  /** What must be so of the whole message for the test to hold of any value of it. */
  static Optional<String> precondition(Test test) {
    if (test instanceof Test.Secrets(boolean present) && present) {
      return Optional.of("lib.found(\"secrets\")");
    }
    return test instanceof Test.From(Label label)
        ? Optional.of("lib.sourced(" + Terms.text(label.name()) + ")")
        : Optional.empty();
  }

  private String call(String function, String operand) {
    return function + "(" + item + ", " + operand + ")";
  }

  private String allOf(List<Test> tests, boolean lets) {
    return tests.size() == 1
        ? literal(tests.getFirst(), lets)
        : helpers.allOf(tests, lets) + "(" + item + ")";
  }

  /** The opposite of a literal. */
  static String negated(String literal) {
    return switch (literal) {
      case "true" -> "false";
      case "false" -> "true";
      default -> literal.startsWith("not ") ? literal.substring(4) : "not " + literal;
    };
  }

  private static String number(java.math.BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String literals(Test.OneOf oneOf) {
    return Terms.setOf(oneOf.values().stream().map(TestTerm::literal).toList());
  }

  private static String literal(Test.Literal literal) {
    return switch (literal) {
      case Test.Literal.Text text -> Terms.text(text.text());
      case Test.Literal.Numeric numeric -> number(numeric.number());
      case Test.Literal.Bool bool -> String.valueOf(bool.value());
      case Test.Literal.Null n -> "null";
    };
  }

  /** What is the case where the test does not hold, in words of the YAML. */
  static String otherwise(Test test) {
    return switch (test) {
      case Test.Like like -> "is not like `" + like.pattern() + "`";
      case Test.Regex regex -> "does not match `" + regex.pattern() + "`";
      case Test.OneOf oneOf ->
          "is none of "
              + oneOf.values().stream().map(TestTerm::literal).collect(Collectors.joining(", "));
      case Test.Under under -> "is not under " + quoted(under.directories());
      case Test.NotUnder under -> "is under " + quoted(under.directories());
      case Test.Compare compare ->
          "is not `" + compare.relation().word() + ": " + number(compare.bound()) + "`";
      case Test.Secrets secrets -> secrets.present() ? "holds no secret" : "holds a secret";
      case Test.From from -> "does not come from `" + from.label() + "`";
      case Test.Exists exists -> exists.present() ? "is not there" : "is there";
      case Test.Not not -> "is what `not` excludes";
    };
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(t -> "`" + t + "`").collect(Collectors.joining(", "));
  }

  /** Whether it is about where a value stands. */
  static boolean needsPlace(List<Test> tests) {
    return tests.stream()
        .anyMatch(test ->
            switch (test) {
              case Test.Secrets s -> true;
              case Test.From f -> true;
              case Test.Not not -> needsPlace(not.tests());
              case Test.Like l -> false;
              case Test.Regex r -> false;
              case Test.OneOf o -> false;
              case Test.Under u -> false;
              case Test.NotUnder u -> false;
              case Test.Compare c -> false;
              case Test.Exists e -> false;
            });
  }

  /** Whether it only asks whether the argument is there: it then has no need of a value. */
  static boolean isExistence(Test test) {
    return test instanceof Test.Exists
        || test instanceof Test.Not not && not.tests().stream().allMatch(TestTerm::isExistence);
  }

  /** Whether it says what a value must not be. */
  static boolean isNegative(Test test) {
    return switch (test) {
      case Test.Not n -> true;
      case Test.NotUnder n -> true;
      case Test.Secrets s -> !s.present();
      case Test.Exists e -> !e.present();
      case Test.Like l -> false;
      case Test.Regex r -> false;
      case Test.OneOf o -> false;
      case Test.Under u -> false;
      case Test.Compare c -> false;
      case Test.From f -> false;
    };
  }
}
