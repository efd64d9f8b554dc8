// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages do not show; see {@link DocumentedCommandsTest}. */
class RegoCommandsTest {
  @TempDir Path root;

  private FakeSurroundings here;

  @BeforeEach
  void world() throws IOException {
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
    file("p.rego", "package p\n\nx := data.a.b.c\n\ny contains v if some v in [1, 2]\n");
    file("bad.rego", "package bad\n\nallow {\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = here.project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A value that is small in memory: 400 MB and more as text. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "pretty", "bindings", "values", "raw"})
  void whatIsTooLongToPrintIsRefused(String format) throws IOException {
    StringBuilder rules =
        new StringBuilder("package big\n\nf(x) := [x, x]\n\na0 := \"0123456789\"\n");
    for (int i = 1; i <= 23; i++) {
      rules.append("\na").append(i).append(" := f(a").append(i - 1).append(")\n");
    }
    file("big.rego", rules.toString());

    // These two print the value of the query, which for an assignment is `true`.
    boolean values = format.equals("values") || format.equals("raw");
    String query = values ? "data.big.a23" : "x := data.big.a23";
    int code = here.run("rego", "eval", "-d", "big.rego", "-f", format, query);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(here.out() + here.err())
        .contains("the result takes more than 50000000 characters: ask for a part of it")
        .hasSizeLessThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rego", "rego eval", "rego check", "rego fmt", "rego test", "rego parse"})
  void everyCommandHasHelpWithExamples(String command) {
    assertThat(here.run((command + " --help").split(" ", -1))).isZero();
    assertThat(here.out()).contains("Usage: ").contains("Examples:").contains("mcp-firewall rego");
    assertThat(here.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(here.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      commentCharacter = '%',
      textBlock =
          """
          rego                                # which of them?
          rego evl 1                          # did you mean `eval`?
          rego eval                           # give a query, or `--stdin`
          rego eval --fail --fail-defined 1   # and not both
          rego eval -I -i x 1                 # goes with neither
          rego eval -d none 1                 # there is no `none`
          rego eval -i none -f pretty 1       # there is no `none`
          rego eval --timeout 5 1             # is no duration
          rego eval --count 0 1               # is at least 1
          rego eval --format yaml 1           # expected one of
          rego check                          # missing required parameter
          rego check none.rego                # there is no `none.rego`
          rego fmt none.rego                  # there is no `none.rego`
          rego test none                      # there is no `none`
          rego test --run ( p.rego            # is no regular expression
          rego parse none                     # there is no `none`
          """)
  void aWrongCommandLineExitsWithTwo(String line, String message) {
    String[] args = line.strip().split(" ", -1);
    boolean json = line.contains("eval -d none");

    assertThat(here.run(args)).isEqualTo(ExitCode.USAGE);
    assertThat(json ? here.out() : here.err()).contains(message.strip());
  }

  @Test
  void documentsAreRootedAtTheirDirectoriesAndPrefixes() throws IOException {
    file("docs/a/b/any.json", "{\"c\": 1}");
    file("docs/top.yaml", "list: [1, 2.5, yes]\n");
    file("one.json", "7");

    assertThat(here.run("rego", "eval", "-f", "raw", "-d", "docs", "-d", "q.r:one.json", "data"))
        .isZero();
    assertThat(here.out())
        .isEqualToIgnoringNewLines(
            "{\"a\":{\"b\":{\"c\":1}},\"list\":[1,2.5,\"yes\"],\"q\":{\"r\":7}}");
  }

  @Test
  void aBundleHasDocumentsOnlyInFilesNamedData() throws IOException {
    file("bundle/a/data.json", "{\"c\": 1}");
    file("bundle/a/other.json", "{\"d\": 2}");

    assertThat(here.run("rego", "eval", "-f", "raw", "-b", "bundle", "data")).isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("{\"a\":{\"c\":1}}");
  }

  @Test
  void documentsThatContradictEachOtherAreRefused() throws IOException {
    file("one.json", "{\"a\": 1}");
    file("two.json", "{\"a\": 2}");

    assertThat(here.run("rego", "eval", "-d", "one.json", "-d", "two.json", "-f", "raw", "data"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("`two.json` sets \"a\", which another file sets, too");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      commentCharacter = '%',
      textBlock =
          """
          json     # x := 1; x == 1 # "bindings": {
          values   # x := 3; x      # [
          bindings # x := 1         # "x": 1
          raw      # "a"; [1]       # a [1]
          pretty   # x := 1         # │ 1 │
          pretty   # false; true    # undefined
          pretty   # 1 == 2         # false
          discard  # 1              # "result": "discarded"
          """)
  void everyFormatPrintsWhatHolds(String format, String query, String part) {
    assertThat(here.run("rego", "eval", "--format", format.strip(), query.strip())).isZero();
    assertThat(here.out()).contains(part.strip());
  }

  @Test
  void undefinedIsAnEmptyObjectInJson() {
    assertThat(here.run("rego", "eval", "data.none")).isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("{}");
    assertThat(here.run("rego", "eval", "--fail", "data.none")).isEqualTo(ExitCode.NO);
    assertThat(here.run("rego", "eval", "--fail-defined", "data.none")).isZero();
    assertThat(here.run("rego", "eval", "--fail-defined", "1")).isEqualTo(ExitCode.NO);
  }

  @Test
  void aQueryStandsInAPackageWithImports() {
    assertThat(here.run("rego", "eval", "-f", "raw", "-d", "p.rego", "--package", "p", "count(y)"))
        .isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("2");
    assertThat(
            here.run("rego", "eval", "-f", "raw", "-d", "p.rego", "--import", "data.p as q", "q.y"))
        .isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("[1,2]");
  }

  @Test
  void errorsAreJsonWhereResultsAre() {
    assertThat(here.run("rego", "eval", "-d", "bad.rego", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(here.out()).contains("\"errors\": [").contains("\"code\": \"rego_parse_error\"");
    assertThat(here.err()).isEmpty();
  }

  @Test
  void anEndlessEvaluationEndsInTime() {
    String query = "count([1 | numbers.range(1, 100000)[_]; numbers.range(1, 100000)[_]])";

    assertThat(here.run("rego", "eval", "--timeout", "50ms", query)).isEqualTo(ExitCode.USAGE);
    assertThat(here.out()).contains("eval_limit_error");
  }

  @Test
  void anEvaluationCanBeRepeated() {
    assertThat(here.run("rego", "eval", "--count", "3", "-f", "raw", "print(\"hello\")")).isZero();
    assertThat(here.err().lines()).containsExactly("hello", "hello", "hello");
    assertThat(here.out().lines()).containsExactly("true");
  }

  @Test
  void strictChecksKnowTheDocumentsTheyAreGiven() throws IOException {
    file("documents.json", "{\"a\": {\"b\": {\"c\": 1}}}");
    file("bundle/data.json", "{\"a\": {\"b\": {\"c\": 1}}}");
    file("bundle/p.rego", "package p\n\nx := data.a.b.c\n");

    assertThat(here.run("rego", "check", "p.rego")).isZero();
    assertThat(here.run("rego", "check", "--strict", "p.rego")).isEqualTo(ExitCode.NO);
    assertThat(here.err()).contains("undefined ref: data.a.b.c");
    assertThat(here.run("rego", "check", "--strict", "-d", "documents.json", "p.rego")).isZero();
    assertThat(here.run("rego", "check", "--strict", "--bundle", "bundle")).isZero();
    assertThat(
            here.run(
                "rego", "eval", "--strict", "-d", "documents.json", "-d", "p.rego", "data.p.x"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "fmt", "parse", "test"})
  void everyCommandReadsTheOlderRego(String command) throws IOException {
    file("old.rego", "package old\n\ntest_x { true }\n");

    assertThat(here.run("rego", command, "old.rego")).isNotZero();
    assertThat(here.run("rego", command, "--v0-compatible", "old.rego")).isZero();
    assertThat(here.run("rego", command, "--v0-compatible", "--v1-compatible", "old.rego"))
        .isNotZero();
  }

  @Test
  void printIsHeardOnStderr() {
    assertThat(here.run("rego", "eval", "print(\"hello\")")).isZero();
    assertThat(here.err()).isEqualToIgnoringNewLines("hello");
  }

  @Test
  void aFileThatIsNoRegoIsNotTouchedAndTheOthersAreWritten() throws IOException {
    String bad = Files.readString(here.project.resolve("bad.rego"));
    file("odd.rego", "package odd\nx   :=  1");

    assertThat(here.run("rego", "fmt", "--write", ".")).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("bad.rego:4:1: ").contains("rego_parse_error");
    assertThat(here.project.resolve("bad.rego")).hasContent(bad);
    assertThat(here.project.resolve("odd.rego")).hasContent("package odd\n\nx := 1\n");
  }

  @Test
  void formattingFailsOnlyWhenToldTo() throws IOException {
    file("odd.rego", "package odd\nx   :=  1");

    assertThat(here.run("rego", "fmt", "--list", "odd.rego", "p.rego")).isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("odd.rego");
    assertThat(here.run("rego", "fmt", "--fail", "--list", "odd.rego")).isEqualTo(ExitCode.NO);
    assertThat(here.run("rego", "fmt", "--fail", "--list", "p.rego")).isZero();
    assertThat(here.piping("package a\nx=1").run("rego", "fmt")).isZero();
    assertThat(here.out()).isEqualTo("package a\n\nx := 1\n");
  }

  @Test
  void aTestThatEndsWithAnErrorSaysSo() throws IOException {
    file("t.rego", "package t\n\nf(1) := 1\n\nf(x) := 2 if x > 0\n\ntest_f if f(1) == 1\n");

    assertThat(here.run("rego", "test", "t.rego")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("data.t.test_f: ERROR").contains("eval_conflict_error");
  }

  @Test
  void skippedTestsAloneNeedNotFail() throws IOException {
    file("t.rego", "package t\n\ntodo_test_x if false\n\ntest_y if true\n");

    assertThat(here.run("rego", "test", "t.rego")).isEqualTo(ExitCode.NO);
    assertThat(here.run("rego", "test", "-z", "t.rego")).isZero();
    assertThat(here.run("rego", "test", "-z", "--format", "json", "t.rego")).isZero();
    assertThat(here.out()).contains("\"skip\": true").contains("\"name\": \"test_y\"");
  }

  @Test
  void aPolicyIsShownAsATree() {
    assertThat(here.run("rego", "parse", "p.rego")).isZero();
    assertThat(here.out()).startsWith("module\n package\n");
    assertThat(here.run("rego", "parse", "--format", "json", "p.rego")).isZero();
    assertThat(here.out()).contains("\"type\": \"ref\"");
    assertThat(here.run("rego", "parse", "bad.rego")).isEqualTo(ExitCode.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionKnowsTheCommands(String shell) {
    assertThat(here.run("completion", shell)).isZero();
    assertThat(here.out()).contains("rego", "eval", "fmt", "parse", "strict-builtin-errors");
  }
}
