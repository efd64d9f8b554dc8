// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws that a checker must keep so that no good policy is refused. */
class UnificationProperties {
  @Property(tries = 300)
  void aTypeAgreesWithItself(@ForAll("values") Value value) {
    assertThat(Unification.unifies(Type.of(value), Type.of(value))).isTrue();
    assertThat(Unification.unifies(Type.of(value), Type.ANY)).isTrue();
  }

  @Property(tries = 300)
  void orderDoesNotMatter(@ForAll("values") Value a, @ForAll("values") Value b) {
    assertThat(Unification.unifies(Type.of(a), Type.of(b)))
        .isEqualTo(Unification.unifies(Type.of(b), Type.of(a)));
  }

  @Property(tries = 300)
  void moreIsPossibleOfAUnion(
      @ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
    Type either = Type.of(a).or(Type.of(b));

    assertThat(Unification.unifies(either, Type.of(a))).isTrue();
    assertThat(Unification.unifies(either, Type.of(b))).isTrue();
    if (Unification.unifies(Type.of(a), Type.of(c))) {
      assertThat(Unification.unifies(either, Type.of(c))).isTrue();
    }
  }

  @Property(tries = 300)
  void whatIsInAValueIsInItsType(@ForAll("values") Value value) {
    Type type = Type.of(value);
    switch (value) {
      case ArrayValue a -> {
        for (int i = 0; i < a.size(); i++) {
          assertThat(type.select(NumberValue.of(i))).contains(Type.of(a.get(i)));
        }
      }
      case ObjectValue o -> o.forEach((k, v) -> assertThat(type.select(k)).contains(Type.of(v)));
      case SetValue s -> s.elements().forEach(e -> assertThat(type.select(e)).isPresent());
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          assertThat(type.select(NumberValue.ZERO)).isEmpty();
    }
  }

  @Provide
  Arbitrary<Value> values() {
    Arbitrary<Value> scalars =
        Arbitraries.of(
            NullValue.NULL,
            BooleanValue.TRUE,
            NumberValue.ONE,
            StringValue.of("a"),
            StringValue.of("b"));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                scalars,
                inner.list().ofMaxSize(3).map(ArrayValue::of),
                inner.list().ofMaxSize(3).map(SetValue::of),
                inner.map(v -> ObjectValue.of(Map.of(StringValue.of("k"), v, NumberValue.ONE, v)))),
        0,
        3);
  }
}
