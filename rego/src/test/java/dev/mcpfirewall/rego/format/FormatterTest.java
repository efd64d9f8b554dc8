// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.format.Formatter.Target;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import org.junit.jupiter.api.Test;

class FormatterTest {
  private static final String OLDER =
      """
      package p
      import future.keywords.in
      import data.lib # ours
      default allow = false
      # who may
      allow { input.x; not lib.bad } else = 1 { input.y }
      deny[msg] { msg := "no" }
      f(x) = y { y := x } { y := 2 }
      """;

  @Test
  void laysOutAModule() {
    String text =
        """
        # head
        package   a.b


        import data.z
        import data.a
        default allow:=false
        p if   x==1   # why
        q if y
        r:=[1,2,
          # three
          3]
        allow if{
          some k,v in {"a":1}
          # own

          every x in xs{x>1;y}
          z:=[a|b;c]   # end
            with input.x as 1
             with data.y as {"a": 2}

        }else:=1+2*3 if w
        s contains x
        # last
        """;

    assertThat(format(text, Options.V1, Target.SAME))
        .isEqualTo(
            """
            # head
            package a.b

            import data.a
            import data.z

            default allow := false

            p if x == 1 # why
            q if y
            r := [
            	1, 2,
            	# three
            	3,
            ]

            allow if {
            	some k, v in {"a": 1}
            	# own

            	every x in xs { x > 1; y }
            	z := [a | b; c] # end
            		with input.x as 1
            		with data.y as {"a": 2}
            } else := 1 + (2 * 3) if w

            s contains x

            # last
            """);
  }

  @Test
  void theOlderSyntaxStaysAsItIs() {
    assertThat(format(OLDER, Options.V0, Target.SAME))
        .isEqualTo(
            """
            package p

            import future.keywords.in
            import data.lib # ours

            default allow = false

            # who may
            allow {
            	input.x
            	not lib.bad
            } else = 1 {
            	input.y
            }

            deny[msg] {
            	msg := "no"
            }

            f(x) = y {
            	y := x
            }

            f(x) = y {
            	y := 2
            }
            """);
  }

  @Test
  void theOlderSyntaxBecomesTheCurrentOne() {
    String current = format(OLDER, Options.V0, Target.V1);

    assertThat(current)
        .isEqualTo(
            """
            package p

            import data.lib # ours

            default allow := false

            # who may
            allow if {
            	input.x
            	not lib.bad
            } else := 1 if input.y

            deny contains msg if msg := "no"
            f(x) := y if y := x

            f(x) := y if y := 2
            """);
    assertThat(format(current, Options.V1, Target.SAME)).isEqualTo(current);
  }

  @Test
  void bothSyntaxesReadWhatIsWrittenForBoth() {
    String both = format(OLDER, Options.V0, Target.BOTH);

    assertThat(both).contains("import rego.v1\n").doesNotContain("future");
    assertThat(format(both, Options.V0, Target.SAME)).isEqualTo(both);
    assertThat(format(both, Options.V1, Target.SAME)).isEqualTo(both);
  }

  @Test
  void aTreeIsPrintedAsOpasJson() {
    Module module = Parser.module(new Source("", "package a\np := x if not x == 1"), Options.V1);

    assertThat(SyntaxJson.of(module).toString())
        .isEqualTo(
            """
            {"package": {"path": [{"type": "var", "value": "data"}, \
            {"type": "string", "value": "a"}]}, \
            "rules": [{"body": [{"index": 0, "negated": true, "terms": [\
            {"type": "ref", "value": [{"type": "var", "value": "equal"}]}, \
            {"type": "var", "value": "x"}, {"type": "number", "value": 1}]}], \
            "head": {"assign": true, "name": "p", "ref": [{"type": "var", "value": "p"}], \
            "value": {"type": "var", "value": "x"}}}]}\
            """);
  }

  private static String format(String text, Options options, Target target) {
    return Formatter.format(Parser.module(new Source("m.rego", text), options), target);
  }
}
