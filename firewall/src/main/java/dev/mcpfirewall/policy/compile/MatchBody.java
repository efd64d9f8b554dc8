// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a rule asks of a message, as lines of its body. Of one thread, for one module. */
final class MatchBody implements TestTerm.Helpers {
  private final Arguments arguments = new Arguments();
  private final List<Helper> helpers = new ArrayList<>();
  private int variables;

  private record Helper(String name, List<Test> tests, boolean lets) {}

  /** Which messages: what costs least and leaves out most comes first. */
  Body scope(Scope scope, boolean lets) {
    Body body = new Body();
    scope
        .tool()
        .ifPresent(tool -> {
          body.and(
              NameTest.of(tool).holds("input.names.tool").orElse("input.tool"),
              "`tool` is not `" + tool + "`");
          if (lets) {
            body.and("lib.plainly_named", "the tool's name imitates another one");
          }
        });
    scope.server().ifPresent(glob -> name(body, "server", glob));
    scope.agent().ifPresent(glob -> name(body, "agent", glob));
    scope.method().ifPresent(glob -> name(body, "method", glob));
    return body;
  }

  private static void name(Body body, String what, dev.mcpfirewall.policy.Glob glob) {
    NameTest.of(glob)
        .holds("input.names." + what)
        .ifPresent(term -> body.and(term, "`" + what + "` is not `" + glob + "`"));
  }

  /** Everything but the arguments and texts. */
  Body facts(Match match) {
    Body body = new Body();
    for (Label label : match.labels()) {
      body.and(
          Terms.text(label.name()) + " in input.labels", "the session has seen no `" + label + "`");
    }
    match
        .findings()
        .forEach((check, wanted) -> {
          String found = "lib.found(" + Terms.text(check) + ")";
          body.and(
              wanted ? found : "not " + found,
              wanted ? "no finding of `" + check + "`" : "a finding of `" + check + "`");
        });
    match
        .responseSizeExceeds()
        .ifPresent(
            size -> body.and("input.size > " + size, "it has no more than " + size + " bytes"));
    return body;
  }

  /** The arguments, for a rule that needs no place of what it matches. */
  Body arguments(Map<String, List<Test>> wanted, boolean lets) {
    Body body = new Body();
    wanted.forEach((name, tests) -> {
      body.and(existence(name, tests, lets));
      List<Test> ofValues = ofValues(tests);
      if (!ofValues.isEmpty()) {
        if (lets && !name.equals(Match.ANY)) {
          body.and("lib.has(" + Terms.text(name) + ")", shown(name) + " is not there");
        }
        body.and(values(source(name, ofValues, lets), shown(name), ofValues, lets));
      }
    });
    return body;
  }

  private String source(String name, List<Test> tests, boolean lets) {
    return arguments.values(name, TestTerm.needsPlace(tests), keysCount(tests, lets));
  }

  /** The texts. */
  Body text(List<Test> tests, boolean lets) {
    List<Test> ofValues = ofValues(tests);
    return ofValues.isEmpty()
        ? new Body()
        : values(said(ofValues, lets, TestTerm.needsPlace(ofValues)), "a text", ofValues, lets);
  }

  private static String said(List<Test> tests, boolean lets, boolean places) {
    boolean keys = keysCount(tests, lets);
    return "lib.said" + (keys ? places ? "_and_key" : "_and_keys" : "") + (places ? "_places" : "");
  }

  /**
   * Keys are looked at for what must not be: a key can bring a rule against its message, and keep
   * one from letting it pass.
   */
  static boolean keysCount(List<Test> tests, boolean lets) {
    return lets
        ? tests.stream().allMatch(TestTerm::isNegative)
        : tests.stream().anyMatch(test -> !TestTerm.isNegative(test) || isOfPaths(test));
  }

  /** A key that is a path can lead out of a directory as a value can. */
  private static boolean isOfPaths(Test test) {
    return test instanceof Test.NotUnder;
  }

  private static List<Test> ofValues(List<Test> tests) {
    return tests.stream().filter(test -> !TestTerm.isExistence(test)).toList();
  }

  private static Body existence(String name, List<Test> tests, boolean lets) {
    Body body = new Body();
    tests.stream()
        .filter(TestTerm::isExistence)
        .forEach(test ->
            body.and(existence(name, test, lets), shown(name) + " " + TestTerm.otherwise(test)));
    return body;
  }

  private static String existence(String name, Test test, boolean lets) {
    if (test instanceof Test.Not not) {
      // Of several, `not` denies that all hold; a list of them can only say it is there, or not.
      return TestTerm.negated(
          not.tests().stream()
              .map(each -> existence(name, each, !lets))
              .distinct()
              .reduce((a, b) -> "false")
              .orElse("true"));
    }
    boolean present = ((Test.Exists) test).present();
    String has = lets == present ? "lib.has(" : "lib.maybe_has(";
    return (present ? "" : "not ") + has + Terms.text(name) + ")";
  }

  private Body values(String source, String shown, List<Test> tests, boolean lets) {
    String item = variable();
    TestTerm term = new TestTerm(item, this);
    Body body = new Body();
    if (!lets) {
      // First what is known without a look at the values: mostly there is nothing of the kind.
      tests.forEach(test ->
          TestTerm.precondition(test)
              .ifPresent(fact -> body.and(fact, shown + " " + TestTerm.otherwise(test))));
      body.and("some " + item + " in " + source, shown + " is not there");
      tests.forEach(
          test -> body.and(term.literal(test, false), shown + " " + TestTerm.otherwise(test)));
      return body;
    }
    body.and("count(" + source + ") > 0", shown + " is not there");
    body.and("every " + item + " in " + source + " {");
    tests.forEach(
        test -> body.and("\t" + term.literal(test, true), shown + " " + TestTerm.otherwise(test)));
    return body.and("}");
  }

  /**
   * The lines that collect the places of what matches, for a rule that takes it out.
   *
   * @param variable takes the set of places
   */
  Body collected(String variable, String name, List<Test> tests) {
    String source = arguments.values(name, true, keysCount(tests, false));
    return collected(variable, source, tests, shown(name));
  }

  /** The same for texts. */
  Body collectedTexts(String variable, List<Test> tests) {
    return collected(variable, said(tests, false, true), tests, "a text");
  }

  private Body collected(String variable, String source, List<Test> tests, String shown) {
    TestTerm term = new TestTerm("item", this);
    Body body = new Body().and(variable + " := {item[2] |").and("\tsome item in " + source);
    tests.forEach(test -> body.and("\t" + term.literal(test, false)));
    String why =
        tests.stream()
            .map(test -> shown + " " + TestTerm.otherwise(test))
            .reduce((a, b) -> a + ", or " + b)
            .orElse(shown + " is not there");
    return body.and("}").and("count(" + variable + ") > 0", why);
  }

  private String variable() {
    return variables++ == 0 ? "item" : "item_" + variables;
  }

  /** A new rule begins: its variables are its own. */
  void begin() {
    variables = 0;
  }

  @Override
  public String allOf(List<Test> tests, boolean lets) {
    Helper helper = new Helper("all_of_" + helpers.size(), tests, lets);
    helpers.add(helper);
    return helper.name();
  }

  /** Writes what the bodies refer to. */
  void write(Page page) {
    arguments.write(page);
    for (int i = 0; i < helpers.size(); i++) {
      Helper helper = helpers.get(i);
      TestTerm term = new TestTerm("item", this);
      Body body = new Body();
      helper.tests().forEach(test -> body.and(term.literal(test, helper.lets())));
      page.helper(helper.name() + "(item)", body);
    }
  }

  private static String shown(String name) {
    return name.equals(Match.ANY)
        ? "a value of `arguments`"
        : name.startsWith("/") ? "`arguments" + name + "`" : "`arguments." + name + "`";
  }
}
