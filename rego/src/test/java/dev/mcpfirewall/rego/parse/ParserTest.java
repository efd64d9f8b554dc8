// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Shape;
import dev.mcpfirewall.rego.error.Source;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts mean, in both versions. */
class ParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      textBlock =
          """
          1 + 2 * 3 ~ (op plus 1 (op mul 2 3))
          1 - 2 - 3 ~ (op minus (op minus 1 2) 3)
          x -1 ~ (op minus x 1)
          a | b & c ~ (op or a (op and b c))
          a == b | c ~ (op equal a (op or b c))
          x in xs == true ~ (op (ref internal "member_2") x (op equal xs true))
          (k, v in xs) ~ (op (ref internal "member_3") k v xs)
          f(k, v in xs) ~ (call f k (op (ref internal "member_2") v xs))
          [k, v in xs] ~ (array k (op (ref internal "member_2") v xs))
          xs[k, v in ys] ~ (ref xs (op (ref internal "member_3") k v ys))
          [a | b] ~ (array-of a | {b;})
          [a | b, c] ~ (array (op or a b) c)
          [a | b; c] ~ (array-of a | {b;c;})
          [a | k, v in c] ~ (array-of a | {(op (ref internal "member_3") k v c);})
          [a | some k, v in c] ~ (array-of a | {(some-in k,v c);})
          {a | b, c} ~ (set (op or a b) c)
          {a: b | c} ~ (object-of a:b | {c;})
          {a: b | c, d: e} ~ (object a:(op or b c) d:e)
          {a + 1: b | c} ~ (object-of (op plus a 1):b | {c;})
          {} ~ (object)
          set() ~ (set)
          {1,} ~ (set 1)
          [1,2,] ~ (array 1 2)
          a.b["c"][d].e ~ (ref a "b" "c" d "e")
          f(x).y[0] ~ (ref (call f x) "y" 0)
          [1, 2][0] ~ (ref (array 1 2) 0)
          data.foo.with.if ~ (ref data "foo" "with" "if")
          contains("a", "b") ~ (call contains "a" "b")
          -5 ~ -5
          1e3 ~ 1000
          0.5e-3 ~ 0.0005
          "\\u0041\\ud83d\\ude00\\n" ~ "A😀\\n"
          "\\ud83d" ~ "\uFFFD"
          `a\\n` ~ "a\\\\n"
          $"a{x}b\\{" ~ (template "a" (hole x) "b{")
          $`a{x}` ~ (raw-template "a" (hole x))
          $"{f(x) with input as {"a": 1}}" ~ (template (hole (call f x)(with input (object "a":1))))
          [_, _] ~ (array _ _)
          """)
  void readsTerms(String text, String shape) {
    assertThat(Shape.of(Parser.term(new Source("", text)))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      textBlock =
          """
          p[x] { x := 1 } ~ (rule p(contains x){(op assign x 1);})
          p.q { true } ~ (rule p(contains "q"){true;})
          p.q.r { true } ~ (rule (ref p "q" "r"){true;})
          p[x] = y { q } ~ (rule (ref p x)(= y){q;})
          p = 1 { a } { b } ~ (rule p(= 1){a;}) (rule p(= 1){b;})
          p { a } else = 2 { b } else { c } ~ (rule p{a;}(else(= 2){b;})(else{c;}))
          f(_) { a } { b } ~ (rule f(args _){a;}) (rule f(args _){b;})
          p["a"] ~ (rule p(contains "a"){})
          f(x) ~ (rule f(args x){})
          default p = false ~ (default p(= false){})
          if = 1 ~ (rule if(= 1){})
          p { in := every; contains } ~ (rule p{(op assign in every);contains;})
          """)
  void readsTheOlderSyntax(String text, String shape) {
    assertThat(rules("package p\n" + text, Options.V0)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      textBlock =
          """
          p if x ~ (rule p{x;})
          p if { x } ~ (rule p{x;})
          p if {x: 1} == y ~ (rule p{(op equal (object x:1) y);})
          p if {1, 2} & y ~ (rule p{(op and (set 1 2) y);})
          p[x] if x == 1 ~ (rule (ref p x){(op equal x 1);})
          p contains x if { x = 1; y } ~ (rule p(contains x){(op eq x 1);y;})
          p.q[x].r := y if z ~ (rule (ref p "q" x "r")(:= y){z;})
          f([x, {"a": y}]) := x + y ~ (rule f(args (array x (object "a":y)))(:= (op plus x y)){})
          default f(_, _) := {} ~ (default f(args _ _)(:= (object)){})
          p if every k, v in xs { k > v } ~ (rule p{(every k,v xs{(op gt k v);});})
          p if not x with input.a as 1 with data.b as 2 ~ (rule p{not x(with (ref input "a") 1)(with (ref data "b") 2);})
          p if { some x, y; q[x] = y } ~ (rule p{(some x y);(op eq (ref q x) y);})
          p if { not.x; some.y } ~ (rule p{(ref not "x");(ref some "y");})
          in.x := 1 ~ (rule (ref in "x")(:= 1){})
          p := 1 if { a } else := 2 if b else := 3 ~ (rule p(:= 1){a;}(else(:= 2){b;})(else(:= 3){}))
          """)
  void readsTheCurrentSyntax(String text, String shape) {
    assertThat(rules("package p\n" + text, Options.V1)).isEqualTo(shape);
  }

  @Test
  void aCommentOrAnImportSaysTheVersion() {
    assertThat(version("# rego_version: 0\npackage p\np { true }", Options.V1))
        .isEqualTo(Version.V0);
    assertThat(version("# rego_version: v1\npackage p\np if true", Options.V0))
        .isEqualTo(Version.V1);
    assertThat(version("package p\nimport rego.v1\np if true", Options.V0)).isEqualTo(Version.V1);
    assertThat(version("package p\nimport future.keywords\np if true", Options.V0))
        .isEqualTo(Version.V0);
    assertThatThrownBy(() -> version("package p\nimport rego.v1\np { true }", Options.V0))
        .hasMessageContaining("`if` keyword is required before rule body");
  }

  @Test
  void importedWordsAreKeywords() {
    assertThat(
            rules("package p\nimport future.keywords.every\np { every x in y { x } }", Options.V0))
        .isEqualTo("(rule p{(every ,x y{x;});})");
    assertThat(rules("package p\nimport future.keywords.contains\np contains 1 { a }", Options.V0))
        .isEqualTo("(rule p(contains 1){a;})");
  }

  @Test
  void aBracketOnALineOfItsOwnBeginsALiteral() {
    assertThat(rules("package p\np if {\n\tx\n\t[1, 2]\n\ty\n}", Options.V1))
        .isEqualTo("(rule p{x;(array 1 2);y;})");
  }

  @Test
  void queriesAreLiteralsOnLinesOrBetweenSemicolons() {
    String shape = "{(op eq x 1);(op gt x 0);}";

    assertThat(Shape.of(Parser.query(new Source("", "x = 1; x > 0"), Options.V1))).isEqualTo(shape);
    assertThat(Shape.of(Parser.query(new Source("", "x = 1\nx > 0 # so\n"), Options.V1)))
        .isEqualTo(shape);
    assertThatThrownBy(() -> Parser.query(new Source("", " # nothing"), Options.V1))
        .hasMessageContaining("found empty body");
  }

  @Test
  void annotationsBelongToWhatFollows() {
    Module module =
        Parser.module(
            new Source(
                "",
                """
                # METADATA
                # description: all of it
                package p

                # METADATA
                # title: one
                # authors:
                # - A B <a@b>
                # related_resources:
                # - https://x.example
                # schemas:
                # - input: schema.acl
                # custom:
                #   n: 1.5
                #   l: [a, null]
                p := 1
                """),
            Options.V1);

    assertThat(module.annotations()).hasSize(2);
    assertThat(module.rules().getFirst().annotations()).hasSize(1);
    assertThat(module.rules().getFirst().annotations().getFirst().content().toString())
        .isEqualTo(
            """
            {"authors": [{"email": "a@b", "name": "A B"}], "custom": {"l": ["a", null], "n": 1.5}, \
            "related_resources": [{"ref": "https://x.example"}], \
            "schemas": [{"path": ["input"], "schema": ["schema", "acl"]}], "title": "one"}\
            """);
  }

  private static Version version(String text, Options options) {
    return Parser.module(new Source("", text), options).version();
  }

  private static String rules(String text, Options options) {
    return Parser.module(new Source("", text), options).rules().stream()
        .map(Shape::of)
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
