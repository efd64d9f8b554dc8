// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static List<Problem> problems(String yaml) {
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> YamlReader.read("c.yaml", yaml));
    assertThat(thrown).as("a refusal of %s", yaml).isNotNull();
    return thrown.problems();
  }

  private static Problem problem(String yaml) {
    assertThat(problems(yaml)).hasSize(1);
    return problems(yaml).getFirst();
  }

  @Test
  void keepsWhereEverythingStands() {
    MapNode root = YamlReader.read("c.yaml", "a: 1\nb:\n  - x\n  - 'y'\n");

    assertThat(root.get("a")).contains(new Scalar(new Position("c.yaml", 1, 4), "1", true));
    assertThat(root.get("b"))
        .contains(
            new ListNode(
                new Position("c.yaml", 3, 3),
                List.of(
                    new Scalar(new Position("c.yaml", 3, 5), "x", true),
                    new Scalar(new Position("c.yaml", 4, 5), "y", false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "on", "off", "yes", "0o17", "1e3", "2001-01-01"})
  void wordsStayWords(String word) {
    assertThat(YamlReader.read("c.yaml", "k: " + word).get("k"))
        .contains(new Scalar(new Position("c.yaml", 1, 4), word, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n", "---\n...\n", "~"})
  void nothingIsAnEmptyMap(String yaml) {
    assertThat(YamlReader.read("c.yaml", yaml).entries()).isEmpty();
  }

  /** Found by the fuzzer: the library has a number made of nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\\u", "\"\\x", "a: \"\\U00", "\"\\UFFFFFFFF\""})
  void refusesEscapesThatAreCutOff(String yaml) {
    assertThat(problem(yaml).kind()).isEqualTo(Kind.SYNTAX);
  }

  @Test
  void refusesDuplicateKeysAtAnyDepthAndTellsAll() {
    List<Problem> problems = problems("a: 1\nb:\n  - { c: 1, \"\\x63\": 2 }\na: 2\n");

    assertThat(problems).extracting(Problem::kind).containsOnly(Kind.DUPLICATE_KEY);
    assertThat(problems)
        .extracting(p -> p.at().toString())
        .containsExactly("c.yaml:3:13", "c.yaml:4:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: !!str x", "a: !java.net.URL [x]", "a: !!map {b: 1}", "a: ! x"})
  void refusesTags(String yaml) {
    assertThat(problem(yaml).message()).contains("tag");
    assertThat(problem(yaml).at()).isEqualTo(new Position("c.yaml", 1, 4));
  }

  @Test
  void refusesASecondDocument() {
    assertThat(problem("a: 1\n---\nb: 2\n").message()).contains("second YAML document");
    assertThat(problem("a: 1\n---\nb: 2\n").at().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a", "text", "42"})
  void refusesARootThatIsNoMap(String yaml) {
    assertThat(problem(yaml).kind()).isEqualTo(Kind.WRONG_TYPE);
  }

  @Test
  void refusesKeysThatAreNotText() {
    assertThat(problem("? [a, b]\n: 1\n").message()).isEqualTo("a key must be text, not a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [1", "a: 'x", "a: b: c", "\ta: 1", "a:\n\t- 1", "{", "a: *x", "%"})
  void saysWhereItIsNotYaml(String yaml) {
    Problem problem = problem(yaml);

    assertThat(problem.at().line()).isPositive();
    assertThat(problem.message()).isNotBlank().doesNotContain("\n");
    assertThat(problem.help()).isPresent();
  }

  @Test
  void tabsAreNamed() {
    assertThat(problem("a:\n\t- 1").help())
        .hasValueSatisfying(help -> assertThat(help).contains("never with tabs"));
  }

  @Test
  void refusesUnprintableCharacters() {
    assertThat(problem("a: 1\nb: \u0001x").message()).contains("U+0001");
    assertThat(problem("a: 1\nb: \u0001x").at()).isEqualTo(new Position("c.yaml", 2, 4));
  }

  @Test
  void followsAliases() {
    MapNode root = YamlReader.read("c.yaml", "a: &x [1]\nb: *x\n");

    assertThat(root.get("b")).isEqualTo(root.get("a"));
  }

  @Test
  void refusesAnAliasToWhatIsNotCompleteYet() {
    assertThat(problem("a: &x [*x]").message()).contains("`*x`");
  }

  @Test
  void refusesAFileThatUnfoldsToMillionsOfValues() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 20; i++) {
      String item = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i)).append((item + ",").repeat(10)).append("]\n");
    }

    assertThat(problem(bomb.toString()).message()).contains("unfolds");
  }

  @Test
  void refusesDeepNesting() {
    assertThat(problem("a: " + "[".repeat(5000) + "]".repeat(5000)).message()).contains("deep");
  }
}
