// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.Asked.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.type.Signature;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionsTest {
  @Test
  void aggregates() {
    assertThat(ask("count", "'a🚪'")).isEqualTo("2");
    assertThat(ask("sum", "[1, 2.5, 18446744073709551616]")).isEqualTo("18446744073709551619.5");
    assertThat(ask("product", "set()")).isEqualTo("1");
    assertThat(ask("max", "[1, 'a', null]")).isEqualTo("'a'");
    assertThat(ask("min", "{[], {}}")).isEqualTo("[]");
    assertThat(ask("max", "[]")).isEqualTo("undefined");
    assertThat(ask("sort", "[3, 'a', 1, null, 2]")).isEqualTo("[undefined, 1, 2, 3, 'a']");
    assertThat(ask("all", "[]")).isEqualTo("true");
    assertThat(ask("any", "{false}")).isEqualTo("false");
  }

  @Test
  void saysWhichElementDoesNotFit() {
    assertThat(ask("sum", "[1, 'a']"))
        .isEqualTo(
            "eval_type_error: operand 1 must be array of numbers but got array containing string");
    assertThat(ask("product", "'a'"))
        .isEqualTo("eval_type_error: operand 1 must be one of {set, array} but got string");
    assertThat(ask("object.union_n", "[{}, 1]"))
        .isEqualTo(
            "eval_type_error: operand 1 must be array of objects but got array containing number");
  }

  @Test
  void cutsArrays() {
    assertThat(ask("array.slice", "[1, 2, 3], 1, 99999999999")).isEqualTo("[2, 3]");
    assertThat(ask("array.slice", "[1, 2, 3], 2, 1")).isEqualTo("[]");
    assertThat(ask("array.slice", "[1], 0.5, 1"))
        .isEqualTo(
            "eval_type_error: operand 2 must be integer number but got floating-point number");
    assertThat(ask("array.concat", "[], [1]")).isEqualTo("[1]");
    assertThat(ask("array.reverse", "[1, 2]")).isEqualTo("[2, 1]");
    assertThat(ask("array.flatten", "[1, [2, [3]], {4}]")).isEqualTo("[1, 2, [3], {4}]");
  }

  @Test
  void combinesSets() {
    assertThat(ask("and", "{1, 2}, {2, 3}")).isEqualTo("{2}");
    assertThat(ask("or", "{1, 2}, {2, 3}")).isEqualTo("{1, 2, 3}");
    assertThat(ask("set_diff", "{1, 2}, {2, 3}")).isEqualTo("{1}");
    assertThat(ask("intersection", "{{1, 2}, {2}, {2, 3}}")).isEqualTo("{2}");
    assertThat(ask("union", "{{1}, set(), {2}}")).isEqualTo("{1, 2}");
    assertThat(ask("union", "{1}"))
        .isEqualTo("eval_type_error: operand 1 must be set but got number");
  }

  @Test
  void findsInObjects() {
    assertThat(ask("object.get", "{'a': [{'b'}]}, ['a', 0, 'b'], 1")).isEqualTo("'b'");
    assertThat(ask("object.get", "{['a']: 1, 'a': 2}, ['a'], 0")).isEqualTo("2");
    assertThat(ask("object.get", "{'a': false}, 'a', 0")).isEqualTo("false");
    assertThat(ask("object.keys", "{1: 2, 'a': 3}")).isEqualTo("{1, 'a'}");
  }

  @Test
  void mergesObjects() {
    assertThat(ask("object.union", "{'a': {'b': 1}, 'c': 1}, {'a': {'d': 2}, 'c': {}}"))
        .isEqualTo("{'a': {'b': 1, 'd': 2}, 'c': {}}");
    assertThat(ask("object.union_n", "[{'a': {'b': 2}}, {'a': 4}, {'a': {'c': 3}}]"))
        .isEqualTo("{'a': {'c': 3}}");
    assertThat(ask("object.union_n", "[]")).isEqualTo("{}");
  }

  @Test
  void mergesManyObjectsWithoutCopyingTheFirstAsOften() {
    String many = String.join(", ", Collections.nCopies(2_000, "{'a': {'b': 1}}"));

    assertThat(ask(new FakeEvaluation(20_000), "object.union_n", "[" + many + "]"))
        .isEqualTo("{'a': {'b': 1}}");
  }

  @Test
  void knowsSubsets() {
    assertThat(ask("object.subset", "{'a': {1, 2}, 'b': [1, 2, 3]}, {'a': {2}, 'b': [2, 3]}"))
        .isEqualTo("true");
    assertThat(ask("object.subset", "{{'a': {1}}}, {{'a': set()}}")).isEqualTo("false");
    assertThat(ask("object.subset", "[1, 1, 2], [1, 2]")).isEqualTo("true");
    assertThat(ask("object.subset", "[1, 1], {1}")).isEqualTo("true");
    assertThat(ask("object.subset", "[1, 1], {1, 2}")).isEqualTo("false");
    assertThat(ask("object.subset", "{}, []"))
        .isEqualTo(
            "eval_type_error: both arguments object.subset must be of the same type or array and"
                + " set");
  }

  @Test
  void findsRunsInArraysInLinearTime() {
    Value one = NumberValue.ONE;
    List<Value> text = new java.util.ArrayList<>(Collections.nCopies(200_000, one));
    List<Value> part = new java.util.ArrayList<>(Collections.nCopies(100_000, one));
    part.add(NumberValue.ZERO);

    assertThat(
            TextCalls.answer(
                new FakeEvaluation(400_000),
                "object.subset",
                List.of(ArrayValue.of(text), ArrayValue.of(part))))
        .isEqualTo("false");
  }

  @Test
  void reachesNodes() {
    assertThat(ask("graph.reachable", "{'a': ['b'], 'b': ['a', 'z'], 'c': []}, ['a']"))
        .isEqualTo("{'a', 'b'}");
    assertThat(ask("graph.reachable", "{}, 'a'"))
        .isEqualTo("eval_type_error: operand 2 must be {array, set} but got string");
    assertThat(ask("graph.reachable_paths", "{'a': ['a']}, ['a']")).isEqualTo("{['a', 'a']}");
    assertThat(ask("graph.reachable_paths", "{'a': ['b', 'c'], 'b': ['c'], 'c': []}, {'a'}"))
        .isEqualTo("{['a', 'b', 'c'], ['a', 'c']}");
  }

  @Test
  void followsPathsLongerThanTheStack() {
    StringBuilder graph = new StringBuilder("0: [1]");
    for (int i = 1; i < 20_000; i++) {
      graph.append(", ").append(i).append(": [").append(i + 1).append(']');
    }

    assertThat(ask(new FakeEvaluation(100_000), "graph.reachable_paths", "{" + graph + "}, [0]"))
        .startsWith("{[0, 1, 2,");
  }

  @Test
  void everySignatureCanBeRead() {
    for (Builtin builtin : Builtins.all().list()) {
      assertThat(Signature.parse(builtin.signature())).as(builtin.name()).isNotNull();
    }
  }
}
