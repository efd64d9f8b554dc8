// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.policy.rule.Test;
import dev.mcpfirewall.policy.rule.Test.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values, as JSON, at and around the constants of tests. Whether one passes the test is for the
 * engine to say; here it only matters that both sides of each test are among them.
 */
final class Samples {
  /** What the detectors take for a secret; in two parts, so that it is none here. */
  static final String SECRET = "AKIA" + "QX3M7TRZ5WVKJ2HB";

  private static final int MOST_FORMS = 8;

  private final Set<String> values = new LinkedHashSet<>();

  private Samples() {}

  /** The values for all tests of one argument. */
  static List<String> of(List<Test> tests) {
    Samples samples = new Samples();
    tests.forEach(samples::add);
    samples.text("x");
    return List.copyOf(samples.values);
  }

  private void text(String text) {
    values.add(Quote.of(text));
  }

  private void add(Test test) {
    switch (test) {
      case Test.Like like -> like(like.pattern());
      case Test.Regex regex -> RegexSamples.of(regex.pattern()).forEach(this::text);
      case Test.OneOf oneOf -> oneOf.values().forEach(this::literal);
      case Test.Under under -> under.directories().forEach(this::directory);
      case Test.NotUnder not -> not.directories().forEach(this::directory);
      case Test.Compare compare -> number(compare.bound());
      case Test.Secrets secrets -> text("key " + SECRET);
      case Test.Exists exists -> values.add("null");
      case Test.From from -> text("somebody@elsewhere.example");
      case Test.Not not -> not.tests().forEach(this::add);
    }
  }

  private void like(String pattern) {
    boolean ofPaths = pattern.contains("/");
    for (String form : forms(pattern)) {
      text(form.startsWith("/") || !ofPaths || !pattern.startsWith("**/") ? form : "/" + form);
    }
    text(ofPaths ? "/x" : "y");
  }

  /** Texts of a pattern's form: its alternatives, stars as nothing much. */
  private static List<String> forms(String pattern) {
    List<String> open = new ArrayList<>(List.of(pattern));
    List<String> done = new ArrayList<>();
    while (!open.isEmpty() && done.size() < MOST_FORMS) {
      String one = open.removeFirst();
      int brace = alternatives(one);
      int end = brace < 0 ? -1 : one.indexOf('}', brace);
      if (end < 0) {
        done.add(filled(one));
        continue;
      }
      for (String part : one.substring(brace + 1, end).split(",", -1)) {
        open.add(one.substring(0, brace) + part + one.substring(end + 1));
      }
    }
    return done;
  }

  /** Where `{a,b}` begins, which is not `${HOME}`. */
  private static int alternatives(String pattern) {
    int at = pattern.indexOf('{');
    while (at > 0 && pattern.charAt(at - 1) == '$') {
      at = pattern.indexOf('{', at + 1);
    }
    return at;
  }

  private static String filled(String pattern) {
    String plain = pattern.replace("**/", "x/").replace("**", "x").replace('*', 'x');
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      int end = plain.charAt(i) == '[' ? plain.indexOf(']', i + 2) : -1;
      if (end > 0) {
        boolean not = plain.charAt(i + 1) == '!' || plain.charAt(i + 1) == '^';
        text.append(not ? '~' : plain.charAt(i + 1));
        i = end;
      } else {
        text.append(plain.charAt(i) == '?' ? 'x' : plain.charAt(i));
      }
    }
    return text.toString();
  }

  private void directory(String directory) {
    String plain =
        directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    text(plain + "/x");
    text(plain.isEmpty() ? "/" : plain);
    text(plain + "-x/y");
    text(plain + "/../x");
    text("/outside/x");
  }

  private void literal(Literal literal) {
    switch (literal) {
      case Literal.Text(String text) -> text(text);
      case Literal.Numeric(BigDecimal number) -> values.add(number.toPlainString());
      case Literal.Bool(boolean value) -> {
        values.add(Boolean.toString(value));
        values.add(Boolean.toString(!value));
      }
      case Literal.Null none -> values.add("null");
    }
  }

  private void number(BigDecimal bound) {
    values.add(bound.toPlainString());
    values.add(bound.subtract(BigDecimal.ONE).toPlainString());
    values.add(bound.add(BigDecimal.ONE).toPlainString());
    text(bound.toPlainString());
  }
}
