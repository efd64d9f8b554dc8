// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.rule.Test;
import dev.mcpfirewall.policy.rule.Test.Literal;
import dev.mcpfirewall.policy.rule.Test.Relation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells of tests that no value passes: whoever wrote them believes in a rule that never matches.
 */
record Contradictions(Fields fields, String shown, MapNode map) {
  void tell(List<Test> tests) {
    boolean absent = of(tests, Test.Exists.class).anyMatch(exists -> !exists.present());
    if (absent && map.entries().size() > 1) {
      say("asks that nothing is there, and something of it", "keep `exists: false` alone");
    }
    bounds(tests);
    directories(tests);
    values(tests);
  }

  private void bounds(List<Test> tests) {
    List<Test.Compare> compares = of(tests, Test.Compare.class).toList();
    for (Test.Compare low : compares) {
      for (Test.Compare high : compares) {
        if (isLow(low.relation()) && !isLow(high.relation()) && isEmpty(low, high)) {
          say(
              "wants a number that is "
                  + low.relation().word()
                  + " "
                  + low.bound()
                  + " and "
                  + high.relation().word()
                  + " "
                  + high.bound(),
              "there is none; `lt` and `lte` say the largest, `gt` and `gte` the smallest");
        }
      }
    }
  }

  private static boolean isLow(Relation relation) {
    return switch (relation) {
      case GT, GTE -> true;
      case LT, LTE -> false;
    };
  }

  private static boolean isEmpty(Test.Compare low, Test.Compare high) {
    int order = low.bound().compareTo(high.bound());
    boolean both = low.relation() == Relation.GTE && high.relation() == Relation.LTE;
    return order > 0 || order == 0 && !both;
  }

  private void directories(List<Test> tests) {
    Optional<Test.Under> under = of(tests, Test.Under.class).findFirst();
    Optional<Test.NotUnder> not = of(tests, Test.NotUnder.class).findFirst();
    boolean none =
        under.isPresent()
            && not.isPresent()
            && under.get().directories().stream()
                .allMatch(inner ->
                    not.get().directories().stream().anyMatch(outer -> holds(outer, inner)));
    if (none) {
      say(
          "wants a path that is under a directory and not under it",
          "no path is; make `not_under` a part of `under`");
    }
  }

  private static boolean holds(String outer, String inner) {
    String above = outer.endsWith("/") ? outer : outer + "/";
    return (inner + "/").startsWith(above);
  }

  private void values(List<Test> tests) {
    List<Test.OneOf> lists = of(tests, Test.OneOf.class).toList();
    boolean disjoint =
        lists.size() == 2
            && lists.get(0).values().stream()
                .noneMatch(a -> lists.get(1).values().stream().anyMatch(b -> same(a, b)));
    if (disjoint) {
      say("wants one value that is in neither list", "keep `equals` or `one_of`");
    }
  }

  private static boolean same(Literal a, Literal b) {
    if (a instanceof Literal.Numeric(BigDecimal x) && b instanceof Literal.Numeric(BigDecimal y)) {
      return x.compareTo(y) == 0;
    }
    return a.equals(b);
  }

  private void say(String what, String help) {
    fields.problem(map.at(), Kind.CONTRADICTION, "`" + shown + "` " + what, help);
  }

  private static <T extends Test> Stream<T> of(List<Test> tests, Class<T> type) {
    return tests.stream().filter(type::isInstance).map(type::cast);
  }
}
