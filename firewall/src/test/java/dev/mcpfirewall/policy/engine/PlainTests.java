// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import com.google.re2j.Pattern;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.PathReadings;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The questions about values, read without Rego. */
record PlainTests(Places places, Site site) {
  /**
   * A value that is asked about.
   *
   * @param of the value; for a key, the key
   * @param name it stands under; empty for a key
   */
  private record Leaf(Value of, String name, boolean key) {
    String place() {
      return of.pointer().rfc6901();
    }
  }

  private static Optional<Value> given(PolicyInput in) {
    return in.what().tool().isPresent() ? in.what().tool().get().arguments() : in.what().params();
  }

  private static void leaves(Value value, String name, List<Leaf> into) {
    switch (value.kind()) {
      case OBJECT ->
          value
              .members()
              .forEach(member -> {
                into.add(new Leaf(member.key(), "", true));
                leaves(member.value(), member.key().text(), into);
              });
      case ARRAY -> value.elements().forEach(element -> leaves(element, name, into));
      case STRING, NUMBER, TRUE, FALSE, NULL -> into.add(new Leaf(value, name, false));
    }
  }

  /** The values an argument's name may mean, not taken apart. */
  private static List<Value> meant(Value given, String at, boolean exactly) {
    List<Value> now = List.of(given);
    List<String> steps = at.startsWith("/") ? List.of(at.substring(1).split("/", -1)) : List.of(at);
    for (String step : steps) {
      List<Value> next = new ArrayList<>();
      for (Value value : now) {
        value
            .members()
            .forEach(member -> {
              String key = member.key().text();
              boolean file =
                  steps.size() == 1
                      && at.equals("path")
                      && Names.fold(key).equals("uri")
                      && member.value().is(Kind.STRING)
                      && member
                          .value()
                          .text()
                          .strip()
                          .toLowerCase(java.util.Locale.ROOT)
                          .startsWith("file:");
              if (key.equals(step)
                  || !exactly && Names.fold(key).equals(Names.fold(step))
                  || file) {
                next.add(member.value());
              }
            });
        if (value.is(Kind.ARRAY) && step.matches("[0-9]{1,9}")) {
          int index = Integer.parseInt(step);
          value.elements().stream().skip(index).limit(1).forEach(next::add);
        }
      }
      now = next;
    }
    return now;
  }

  private static String lastName(String at) {
    return at.startsWith("/") ? at.substring(at.lastIndexOf('/') + 1) : at;
  }

  private static List<Leaf> leavesOf(Value given, String at, boolean keys) {
    List<Leaf> all = new ArrayList<>();
    if (at.equals("*")) {
      leaves(given, "", all);
    } else {
      meant(given, at, false).forEach(value -> leaves(value, nameOf(value, at), all));
    }
    return all.stream().filter(leaf -> keys || !leaf.key()).toList();
  }

  /** The key it stands under, which may be spelt in another way than the policy's. */
  private static String nameOf(Value value, String at) {
    String pointer = value.pointer().rfc6901();
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    return last.matches("[0-9]+") ? lastName(at) : last;
  }

  private static boolean isThere(Value given, String at, boolean exactly) {
    return at.equals("*")
        ? !given.is(Kind.OBJECT) && !given.is(Kind.ARRAY)
            || given.members().iterator().hasNext()
            || !given.elements().isEmpty()
        : !meant(given, at, exactly).isEmpty();
  }

  private static boolean isExistence(Test test) {
    return test instanceof Test.Exists
        || test instanceof Test.Not not && not.tests().stream().allMatch(PlainTests::isExistence);
  }

  private static boolean isNegative(Test test) {
    return test instanceof Test.Not
        || test instanceof Test.NotUnder
        || test instanceof Test.Secrets secrets && !secrets.present();
  }

  /** Keys are asked for what must not be. */
  private static boolean keys(List<Test> tests, boolean lets) {
    return lets
        ? tests.stream().allMatch(PlainTests::isNegative)
        : tests.stream().anyMatch(t -> !isNegative(t) || t instanceof Test.NotUnder);
  }

  boolean argument(PolicyInput in, String name, List<Test> all, boolean lets) {
    Optional<Value> given = given(in);
    boolean existence =
        all.stream()
            .filter(PlainTests::isExistence)
            .allMatch(test -> existence(given, name, test, lets));
    List<Test> tests = all.stream().filter(test -> !isExistence(test)).toList();
    if (!existence || tests.isEmpty()) {
      return existence;
    }
    if (given.isEmpty() || lets && !name.equals("*") && !isThere(given.get(), name, true)) {
      return false;
    }
    return holds(in, leavesOf(given.get(), name, keys(tests, lets)), tests, lets);
  }

  private static boolean existence(Optional<Value> given, String name, Test test, boolean lets) {
    if (test instanceof Test.Not not) {
      return !not.tests().stream().allMatch(each -> existence(given, name, each, !lets));
    }
    boolean present = ((Test.Exists) test).present();
    boolean exactly = lets == present;
    return given.filter(value -> isThere(value, name, exactly)).isPresent() == present;
  }

  private boolean holds(PolicyInput in, List<Leaf> leaves, List<Test> tests, boolean lets) {
    return lets
        ? !leaves.isEmpty() && leaves.stream().allMatch(leaf -> all(in, leaf, tests, true))
        : leaves.stream().anyMatch(leaf -> all(in, leaf, tests, false));
  }

  private static List<Leaf> said(PolicyInput in, boolean keys) {
    Optional<Value> value = in.what().result();
    value = value.isEmpty() && !in.what().answer() ? given(in) : value;
    return value.map(v -> leavesOf(v, "*", keys)).orElse(List.of());
  }

  boolean text(PolicyInput in, List<Test> tests, boolean lets) {
    return holds(in, said(in, keys(tests, lets)), tests, lets);
  }

  Set<String> takenArguments(PolicyInput in, String name, List<Test> all) {
    List<Test> tests = all.stream().filter(test -> !isExistence(test)).toList();
    return tests.isEmpty()
        ? Set.of()
        : taken(in, leavesOf(given(in).orElseThrow(), name, keys(tests, false)), tests);
  }

  Set<String> takenTexts(PolicyInput in, List<Test> tests) {
    return taken(in, said(in, keys(tests, false)), tests);
  }

  private Set<String> taken(PolicyInput in, List<Leaf> leaves, List<Test> tests) {
    Set<String> places = new TreeSet<>();
    leaves.stream()
        .filter(leaf -> all(in, leaf, tests, false))
        .forEach(leaf -> places.add(leaf.place()));
    return places;
  }

  private boolean all(PolicyInput in, Leaf leaf, List<Test> tests, boolean lets) {
    return tests.stream().allMatch(test -> one(in, leaf, test, lets));
  }

  private boolean one(PolicyInput in, Leaf leaf, Test test, boolean lets) {
    Optional<String> text = text(leaf.of());
    return switch (test) {
      case Test.Like like when Places.isPathPattern(like.pattern()) ->
          path(leaf).isPresent() && places.like(like.pattern(), leaf.name(), text.get(), lets);
      case Test.Like like -> places.like(like.pattern(), leaf.name(), text.orElseThrow(), lets);
      case Test.Regex regex ->
          places.matches(
              leaf.name(),
              text.orElseThrow(),
              lets,
              reading -> Pattern.compile(regex.pattern()).matcher(reading).find());
      case Test.OneOf oneOf -> oneOf(leaf, oneOf, lets);
      case Test.Under under ->
          path(leaf).isPresent() && places.under(text.get(), under.directories(), lets);
      case Test.NotUnder under ->
          path(leaf).isEmpty()
              ? lets || !leaf.key()
              : places.notUnder(text.get(), under.directories(), lets);
      case Test.Compare compare ->
          numbers(leaf.of(), lets).stream().anyMatch(n -> relates(n, compare));
      case Test.Secrets secrets -> secrets.present() == secretIn(in, leaf);
      case Test.From from ->
          in.memory().sources().stream()
              .anyMatch(s ->
                  s.label().equals(from.label().name()) && isWithin(s.pointer(), leaf.place()));
      case Test.Exists exists -> exists.present();
      case Test.Not not -> !all(in, leaf, not.tests(), !lets);
    };
  }

  private static boolean secretIn(PolicyInput in, Leaf leaf) {
    return in.findings().stream()
        .anyMatch(f -> f.check().equals("secrets") && isWithin(f.pointer(), leaf.place()));
  }

  private static boolean isWithin(String pointer, String place) {
    return pointer.equals(place) || pointer.startsWith(place + "/");
  }

  /** A text that may be a path; a key only if it looks like one. */
  private static Optional<String> path(Leaf leaf) {
    if (!leaf.of().is(Kind.STRING)) {
      return Optional.empty();
    }
    String text = leaf.of().text();
    return leaf.key() && !text.contains("/") && !PathNames.looksLikeOne(text)
        ? Optional.empty()
        : Optional.of(text);
  }

  private static Optional<String> text(Value value) {
    return switch (value.kind()) {
      case STRING -> Optional.of(value.text());
      case NUMBER ->
          Optional.of(
              dev.mcpfirewall.rego.value.NumberValue.of(new BigDecimal(value.raw().utf8()))
                  .toString());
      case TRUE -> Optional.of("true");
      case FALSE -> Optional.of("false");
      case NULL -> Optional.of("null");
      case OBJECT, ARRAY -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> number(Value value) {
    try {
      return switch (value.kind()) {
        case NUMBER -> Optional.of(new BigDecimal(value.raw().utf8()));
        case STRING -> Optional.of(new BigDecimal(value.text().strip()));
        case TRUE, FALSE, NULL, OBJECT, ARRAY -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What a text of a number is, {@link NumberText} alone says. */
  private static List<BigDecimal> numbers(Value value, boolean lets) {
    return value.is(Kind.STRING) && !lets
        ? NumberText.loosely(value.text()).stream().map(n -> n.decimal()).toList()
        : number(value).stream().toList();
  }

  private static boolean relates(BigDecimal number, Test.Compare compare) {
    int order = number.compareTo(compare.bound());
    return switch (compare.relation()) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case GT -> order > 0;
      case GTE -> order >= 0;
    };
  }

  private boolean oneOf(Leaf leaf, Test.OneOf oneOf, boolean lets) {
    Value value = leaf.of();
    if (lets) {
      return value.is(Kind.STRING)
          ? places.matches(
              leaf.name(),
              value.text(),
              true,
              reading -> oneOf.values().contains(new Test.Literal.Text(reading)))
          : oneOf.values().stream().anyMatch(literal -> same(value, literal));
    }
    return oneOf.values().stream()
        .anyMatch(literal ->
            same(value, literal)
                || number(literal).stream()
                    .anyMatch(
                        n -> numbers(value, false).stream().anyMatch(m -> m.compareTo(n) == 0))
                || places.matches(
                    leaf.name(), text(value).orElseThrow(), false, text(literal)::equals));
  }

  private static boolean same(Value value, Test.Literal literal) {
    return switch (literal) {
      case Test.Literal.Text t -> value.isText(t.text());
      case Test.Literal.Numeric n ->
          value.is(Kind.NUMBER) && new BigDecimal(value.raw().utf8()).compareTo(n.number()) == 0;
      case Test.Literal.Bool b -> value.is(b.value() ? Kind.TRUE : Kind.FALSE);
      case Test.Literal.Null n -> value.is(Kind.NULL);
    };
  }

  private static Optional<BigDecimal> number(Test.Literal literal) {
    try {
      return switch (literal) {
        case Test.Literal.Numeric n -> Optional.of(n.number());
        case Test.Literal.Text t -> Optional.of(new BigDecimal(t.text().strip()));
        case Test.Literal.Bool b -> Optional.empty();
        case Test.Literal.Null n -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String text(Test.Literal literal) {
    return switch (literal) {
      case Test.Literal.Text t -> t.text();
      case Test.Literal.Numeric n -> n.number().stripTrailingZeros().toPlainString();
      case Test.Literal.Bool b -> String.valueOf(b.value());
      case Test.Literal.Null n -> "null";
    };
  }

  /** Whether its texts name a host that is not known; the hosts of the generated texts only. */
  boolean leaves(PolicyInput in) {
    List<Leaf> all = given(in).map(v -> leavesOf(v, "*", true)).orElse(List.of());
    return all.stream()
        .filter(leaf -> leaf.of().is(Kind.STRING))
        .anyMatch(leaf ->
            leaf.of().text().contains("http://evil.com")
                || leaf.of().text().equals("evil.com") && leaf.name().equals("uri"));
  }

  boolean strays(PolicyInput in) {
    List<Leaf> all = given(in).map(v -> leavesOf(v, "*", false)).orElse(List.of());
    return all.stream()
        .filter(leaf -> leaf.of().is(Kind.STRING))
        .filter(leaf -> PathNames.isPath(leaf.name(), leaf.of().text()))
        .anyMatch(leaf -> !under(leaf.of().text()));
  }

  private boolean under(String text) {
    PathReadings readings = places.paths(text);
    return readings.certain()
        && readings.paths().stream().allMatch(p -> places.isUnder(p, "${PROJECT_DIR}", true));
  }

  boolean asksForLabels(List<Rulebook> books) {
    return books.stream()
        .anyMatch(book ->
            !book.sequences().flows().isEmpty()
                || Stream.concat(book.rules().stream(), book.outbound().stream())
                    .anyMatch(PlainTests::asksForLabels)
                || book.sequences().chains().stream()
                    .flatMap(c -> c.steps().stream())
                    .map(Chain.Step::arguments)
                    .anyMatch(a -> a.values().stream().anyMatch(PlainTests::isFrom)));
  }

  private static boolean asksForLabels(Rule rule) {
    return !rule.labels().isEmpty()
        || !rule.match().labels().isEmpty()
        || isFrom(rule.match().text())
        || rule.match().arguments().values().stream().anyMatch(PlainTests::isFrom);
  }

  private static boolean isFrom(List<Test> tests) {
    return PlainReading.all(tests).anyMatch(Test.From.class::isInstance);
  }
}
