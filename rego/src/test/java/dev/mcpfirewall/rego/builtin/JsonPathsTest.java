// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.Asked.ask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathsTest {
  @Test
  void filters() {
    assertThat(ask("json.filter", "{'a/b': {'~': 1, 'x': 2}, 'c': 3}, ['a~1b/~0']"))
        .isEqualTo("{'a/b': {'~': 1}}");
    assertThat(ask("json.filter", "{'a': [1, 2, 3]}, ['/a/2', 'a/0']")).isEqualTo("{'a': [1, 3]}");
    assertThat(ask("json.filter", "{'a': {'x', 'y'}}, {['a', 'x']}")).isEqualTo("{'a': {'x'}}");
    assertThat(ask("json.filter", "{'a': 1}, ['']")).isEqualTo("{}");
  }

  @Test
  void removes() {
    assertThat(ask("json.remove", "{'a': {'b': 1, 'c': 2}}, ['a/b', 'a/z']"))
        .isEqualTo("{'a': {'c': 2}}");
    assertThat(ask("json.remove", "{'a': [1, 2, 3]}, ['a/0', 'a/1']")).isEqualTo("{'a': [3]}");
    assertThat(ask("json.remove", "{'a': 1}, {1}"))
        .isEqualTo(
            "eval_type_error: operand 2 must be one of {set, array} containing string paths or"
                + " array of path segments but got number");
  }

  @Test
  void patchesAllOrNothing() {
    assertThat(patched("{'op': 'add', 'path': '/a/1', 'value': 9}"))
        .isEqualTo("{'a': [1, 9, 2], 'b': {'c'}}");
    assertThat(patched("{'op': 'add', 'path': 'a/-', 'value': 9}"))
        .isEqualTo("{'a': [1, 2, 9], 'b': {'c'}}");
    assertThat(patched("{'op': 'remove', 'path': ['a', 0]}")).isEqualTo("{'a': [2], 'b': {'c'}}");
    assertThat(patched("{'op': 'move', 'from': 'a', 'path': 'z'}"))
        .isEqualTo("{'b': {'c'}, 'z': [1, 2]}");
    assertThat(patched("{'op': 'copy', 'from': 'a', 'path': ''}")).isEqualTo("[1, 2]");
    assertThat(patched("{'op': 'replace', 'path': 'b/c', 'value': 'c'}"))
        .isEqualTo("{'a': [1, 2], 'b': {'c'}}");
    assertThat(patched("{'op': 'test', 'path': 'a/0', 'value': 1.0}"))
        .isEqualTo("{'a': [1, 2], 'b': {'c'}}");
    for (String unfit :
        new String[] {
          "{'op': 'test', 'path': 'a', 'value': 1}",
          "{'op': 'add', 'path': 'a/01', 'value': 1}",
          "{'op': 'add', 'path': 'a/3', 'value': 1}",
          "{'op': 'add', 'path': 'x/y', 'value': 1}",
          "{'op': 'add', 'path': 'b/d', 'value': 'e'}",
          "{'op': 'add', 'path': 'a'}",
          "{'op': 'remove', 'path': ''}",
          "{'op': 'remove', 'path': 'a/-'}",
          "{'op': 'replace', 'path': 'x', 'value': 1}",
          "{'op': 'jump', 'path': 'x'}",
          "{'op': 'remove', 'path': 1}",
          "1"
        }) {
      assertThat(patched(unfit)).as(unfit).isEqualTo("undefined");
    }
  }

  private static String patched(String patch) {
    return ask("json.patch", "{'a': [1, 2], 'b': {'c'}}, [" + patch + "]");
  }

  @Test
  void followsAnElementOfASetThroughItsChanges() {
    assertThat(
            ask(
                "json.patch",
                "{[0], 'a'}, [{'op': 'add', 'path': [[0], 1], 'value': 1},"
                    + " {'op': 'add', 'path': [[0, 1], 2], 'value': 2}]"))
        .isEqualTo("{'a', [0, 1, 2]}");
  }

  @Test
  void copiesOfCopiesAreBounded() {
    StringBuilder patches = new StringBuilder();
    String path = "x";
    for (int i = 0; i < 12; i++) {
      patches
          .append(i == 0 ? "" : ", ")
          .append("{'op': 'copy', 'from': '', 'path': '")
          .append(path)
          .append("'}");
      path = path + "/" + path;
    }

    assertThat(ask("json.patch", "{}, [" + patches + "]"))
        .startsWith("eval_builtin_error: document would nest deeper");
  }

  @Test
  void asksOfItsOperandsWhatOpaAsks() {
    assertThat(ask("json.patch", "{}, 1"))
        .isEqualTo("eval_type_error: operand 2 must be array but got number");
    assertThat(ask("object.filter", "{}, 'a'"))
        .isEqualTo("eval_type_error: operand 2 must be one of {object, set, array} but got string");
  }
}
