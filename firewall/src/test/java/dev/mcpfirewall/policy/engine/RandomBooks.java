// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Books of few names, so that rules and messages meet. */
final class RandomBooks {
  private static final String[] TOOLS = {
    "read", "wri*", "*", "fetch|exec", "g?t_*", "*e*", "READ", "read|get_x", "exec"
  };
  private static final String[] SERVERS = {"fs", "w*", "*", "fs|web", "web"};
  private static final String[] AGENTS = {"cursor", "c*", "*", "claude", "cursor|x"};
  private static final String[] METHODS = {"tools/call", "resources/*", "*", "prompts/get"};
  private static final String[] LABELS = {"untrusted_content", "private_data", "hr"};
  private static final String[] CHECKS = {"secrets", "pii", "injection"};
  static final String[] KEYS = {"path", "a", "b", "/a/b", "*", "/a/0", "command"};
  private static final String[] GLOBS = {
    "**/.ssh/**", "/etc/*", "ok*", "*evil*", "src/**", "~/x", "a[0-9]", "{ok,true}", "*"
  };
  private static final String[] REGEXES = {"ok", "^/etc", "evil\\.com$", "[0-9]{2,}", "^true$"};
  private static final String[] DIRECTORIES = {"/etc", "${PROJECT_DIR}", "~", "/home/ann/shop/src"};

  private final Random random;
  private int names;

  RandomBooks(Random random) {
    this.random = random;
  }

  List<Rulebook> books() {
    List<Rulebook> books = new ArrayList<>(List.of(book()));
    if (random.nextInt(4) == 0) {
      books.add(book());
    }
    return books;
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  private int few(int most) {
    return random.nextInt(most + 1);
  }

  private <T> List<T> several(int most, Supplier<T> one) {
    List<T> all = new ArrayList<>();
    for (int i = few(most); i > 0; i--) {
      all.add(one.get());
    }
    return all;
  }

  private <T> Optional<T> maybe(int chance, Supplier<T> one) {
    return random.nextInt(chance) == 0 ? Optional.of(one.get()) : Optional.empty();
  }

  private Rulebook book() {
    Books book = Books.book().otherwise(state());
    for (int i = few(3); i > 0; i--) {
      Map<String, ToolState> tools = new LinkedHashMap<>();
      several(4, () -> pick(TOOLS)).forEach(tool -> tools.put(tool, state()));
      book.server(pick(SERVERS), maybe(2, this::state), tools);
    }
    for (int i = few(2); i > 0; i--) {
      Map<String, List<String>> labels = new LinkedHashMap<>();
      several(2, () -> pick(TOOLS))
          .forEach(
              tool -> labels.put(tool, List.of(random.nextInt(3) == 0 ? "egress" : pick(LABELS))));
      book.labels(pick(SERVERS), random.nextBoolean(), labels);
    }
    for (int i = few(2); i > 0; i--) {
      book.agent(
          pick(AGENTS),
          maybe(2, () -> several(3, () -> pick(TOOLS))),
          several(2, () -> pick(TOOLS)),
          several(2, () -> pick(TOOLS)));
    }
    several(6, this::rule).forEach(book::rule);
    several(5, this::rule).forEach(book::outbound);
    for (int i = few(2); i > 0; i--) {
      Chain.Step[] steps = new Chain.Step[2 + few(1)];
      for (int j = 0; j < steps.length; j++) {
        steps[j] = Books.step(scope(), arguments(1));
      }
      book.chain(
          "chain" + i, pick(new Action[] {Action.DENY, Action.APPROVE, Action.ALERT}), steps);
    }
    for (int i = few(2); i > 0; i--) {
      Flow.Forbidden forbid =
          random.nextBoolean() ? new Flow.Forbidden.Egress() : new Flow.Forbidden.Calls(scope());
      Action action = pick(new Action[] {Action.DENY, Action.APPROVE, Action.ALERT});
      book.flow("flow" + i, forbid, action, pick(LABELS));
    }
    return book.build();
  }

  private ToolState state() {
    return ToolState.values()[random.nextInt(3) == 0 ? 1 + few(1) : 0];
  }

  private Scope scope() {
    return new Scope(
        maybe(2, () -> Glob.names(pick(TOOLS))),
        maybe(5, () -> Glob.names(pick(SERVERS))),
        maybe(5, () -> Glob.names(pick(AGENTS))),
        maybe(6, () -> Glob.names(pick(METHODS))));
  }

  private Rule rule() {
    String name = "r" + names++;
    Rule rule =
        new Rule(
            name,
            scope(),
            match(),
            random.nextInt(4) == 0 ? Action.REDACT : pick(Action.values()),
            maybe(4, () -> "because of `" + name + "`\n\"\\"),
            several(1, () -> new Label(pick(LABELS))),
            Books.at(names));
    boolean vain =
        rule.action() == Action.REDACT
            && rule.match().arguments().values().stream()
                .allMatch(tests -> tests.stream().allMatch(Test.Exists.class::isInstance))
            && rule.match().text().isEmpty()
            && !rule.match().findings().containsValue(true);
    return vain ? rule() : rule;
  }

  private Match match() {
    SortedMap<String, Boolean> findings = new TreeMap<>();
    maybe(6, () -> pick(CHECKS)).ifPresent(check -> findings.put(check, random.nextInt(3) > 0));
    return new Match(
        arguments(random.nextInt(3) == 0 ? 0 : 2),
        random.nextInt(5) == 0 ? tests(false) : List.of(),
        findings,
        maybe(6, () -> new Label(pick(LABELS))).stream().toList(),
        random.nextInt(10) == 0 ? OptionalLong.of(100) : OptionalLong.empty());
  }

  private Map<String, List<Test>> arguments(int most) {
    Map<String, List<Test>> arguments = new LinkedHashMap<>();
    several(most, () -> pick(KEYS)).forEach(key -> arguments.put(key, tests(true)));
    return arguments;
  }

  private List<Test> tests(boolean exists) {
    List<Test> tests = new ArrayList<>();
    for (int i = 1 + (random.nextInt(4) == 0 ? 1 : 0); i > 0; i--) {
      tests.add(test(exists, 2));
    }
    return tests;
  }

  private Test test(boolean exists, int depth) {
    return switch (random.nextInt(exists ? 12 : 11)) {
      case 0, 1, 2 -> new Test.Like(pick(GLOBS));
      case 3 -> new Test.Regex(pick(REGEXES));
      case 4 ->
          new Test.OneOf(
              List.of(literal(), random.nextBoolean() ? literal() : new Test.Literal.Text("ok")));
      case 5 -> new Test.Under(List.of(pick(DIRECTORIES)));
      case 6 -> new Test.NotUnder(List.of(pick(DIRECTORIES)));
      case 7 -> Books.compare(pick(Test.Relation.values()), random.nextInt(60));
      case 8 -> new Test.Secrets(random.nextBoolean());
      case 9 -> new Test.From(new Label(pick(LABELS)));
      case 10 ->
          depth == 0
              ? new Test.Like("ok*")
              : new Test.Not(
                  random.nextInt(3) == 0
                      ? List.of(test(exists, depth - 1), test(exists, depth - 1))
                      : List.of(test(exists, depth - 1)));
      default -> new Test.Exists(random.nextBoolean());
    };
  }

  private Test.Literal literal() {
    return switch (random.nextInt(5)) {
      case 0 -> new Test.Literal.Numeric(java.math.BigDecimal.valueOf(50));
      case 1 -> new Test.Literal.Bool(random.nextBoolean());
      case 2 -> new Test.Literal.Null();
      case 3 -> new Test.Literal.Text("50");
      default -> new Test.Literal.Text("evil");
    };
  }
}
