// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Builtins;
import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void readsAllFormsOfTypes() {
    Type.Function f =
        Signature.parse(
            "(a: string | null, b: array<number, string>[any], c: set[array[boolean]], d: object{x: number}[string: any], e: object) array");

    assertThat(f.wants())
        .isEqualTo(
            "(a: any<string, null>, b: array<number, string>[any], c: set[array[boolean]], d: object<x: number>[string: any], e: object[any: any])");
    assertThat(f.result()).hasToString("array[any]");
  }

  @Test
  void readsVariadicFunctions() {
    Type.Function f = Signature.parse("(x: string, ...any) boolean");

    assertThat(f.parameters()).hasSize(1);
    assertThat(f.variadic()).contains(Type.ANY);
    assertThat(f.wants()).isEqualTo("(x: string, any...)");
  }

  @Test
  void saysWhereASignatureIsBroken() {
    assertThatThrownBy(() -> Signature.parse("(x: strin) boolean"))
        .hasMessageContaining("expected a type at 9");
    assertThatThrownBy(() -> Signature.parse("(x: string boolean"))
        .hasMessageContaining("expected");
    assertThatThrownBy(() -> Signature.parse("() boolean boolean"))
        .hasMessageContaining("expected the end");
  }

  @Test
  void everyBuiltinHasASignatureOfItsArity() {
    for (Builtin builtin : Builtins.all().list()) {
      Type.Function f = Signature.parse(builtin.signature());
      int arity =
          switch (builtin.does()) {
            case Builtin.Of0 _ -> 0;
            case Builtin.Of1 _, Builtin.Relation _ -> 1;
            case Builtin.Of2 _ -> 2;
            case Builtin.Of3 _ -> 3;
            case Builtin.OfMany _ -> f.parameters().size();
          };
      assertThat(f.parameters()).as(builtin.name()).hasSize(arity);
    }
  }
}
