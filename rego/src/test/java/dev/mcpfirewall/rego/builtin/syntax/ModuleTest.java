// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.syntax;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import org.junit.jupiter.api.Test;

final class ModuleTest {
  @Test
  void showsAModuleAsOpaDoes() {
    Value module = call("rego.parse_module", "a.rego", "package a.b\n\np := 7 if not input.x\n");

    assertThat(module)
        .isEqualTo(
            json(
                """
                {"package": {"path": [{"type": "var", "value": "data"},
                    {"type": "string", "value": "a"}, {"type": "string", "value": "b"}]},
                 "rules": [{
                    "head": {"name": "p", "ref": [{"type": "var", "value": "p"}], "assign": true,
                             "value": {"type": "number", "value": 7}},
                    "body": [{"index": 0, "negated": true, "terms": {"type": "ref", "value": [
                       {"type": "var", "value": "input"}, {"type": "string", "value": "x"}]}}]}]}
                """));
  }

  @Test
  void showsCallsWithTheirOperator() {
    Value module = call("rego.parse_module", "a.rego", "package a\n\np if count(x) == 1\n");

    assertThat(at(module, "rules", 0, "body", 0, "terms", 0))
        .isEqualTo(
            json("{\"type\": \"ref\", \"value\": [{\"type\": \"var\", \"value\": \"equal\"}]}"));
    assertThat(at(module, "rules", 0, "body", 0, "terms", 1, "type")).isEqualTo(json("\"call\""));
  }

  @Test
  void saysWhatIsNoRego() {
    assertThat(error("rego.parse_module", "a.rego", "package a\n\np {"))
        .contains("rego.parse_module: ")
        .contains("rego_parse_error");
  }

  @Test
  void leavesTheSurroundingsOut() {
    assertThat(call("opa.runtime")).isEqualTo(ObjectValue.EMPTY);
    assertThat(error("http.send", json("{\"method\": \"get\", \"url\": \"http://x\"}")))
        .contains("http.send: off: policies have no network access in this engine");
  }
}
