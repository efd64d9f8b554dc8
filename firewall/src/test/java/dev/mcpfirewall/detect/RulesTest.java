// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule's own examples, and a value drawn from every shape. */
final class RulesTest {
  static Stream<RuleFile.Entry> rules() {
    return RuleFile.NAMES.stream().flatMap(name -> RuleFile.load(name).entries().stream());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsItsExamples(RuleFile.Entry rule) {
    for (String example : rule.all("examples")) {
      assertThat(Scanned.rules(example)).as(example).contains(rule.id());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void leavesItsCounterexamplesAlone(RuleFile.Entry rule) {
    for (String example : rule.all("counterexamples")) {
      assertThat(Scanned.rules(example)).as(example).doesNotContain(rule.id());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsAValueDrawnFromEachShapeAndCoversIt(RuleFile.Entry rule) {
    Random random = new Random(7);
    for (String shape : rule.all("shapes")) {
      ShapeSample sample = ShapeSample.of(shape, random);

      List<String> found = Scanned.found("the value: " + sample.whole() + " ,", rule.id());

      assertThat(found).as(shape).contains(sample.secret());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void leavesAShapeAloneInsideALongerWord(RuleFile.Entry rule) {
    Random random = new Random(11);
    for (String shape : rule.all("shapes")) {
      ShapeSample sample = ShapeSample.of(shape, random);

      List<String> found = Scanned.found("x" + sample.whole(), rule.id());

      assertThat(found).as(shape).doesNotContain(sample.secret());
    }
  }

  @Test
  void idsAreStableWordsAndUnique() {
    List<String> ids = new ArrayList<>(rules().map(RuleFile.Entry::id).toList());

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ids)).allMatch(id -> id.matches("[a-z]+\\.[a-z0-9-]+"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasSomethingThatFindsIt(RuleFile.Entry rule) {
    boolean any =
        !rule.all("shapes").isEmpty()
            || !rule.all("phrases").isEmpty()
            || rule.fields().containsKey("pattern")
            || rule.fields().containsKey("finder");

    assertThat(any).isTrue();
  }
}
