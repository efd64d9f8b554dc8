// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ValueProperties {
  @Property
  void orderIsTotalAndAgreesWithEquality(@ForAll long a, @ForAll long b, @ForAll long c) {
    Value x = new GeneratedValues(a, false).next();
    Value y = new GeneratedValues(b, false).next();
    Value z = new GeneratedValues(c, false).next();

    assertThat(Integer.signum(x.compareTo(y))).isEqualTo(-Integer.signum(y.compareTo(x)));
    assertThat(x.compareTo(y) == 0).isEqualTo(x.equals(y));
    if (x.equals(y)) {
      assertThat(x.hashCode()).isEqualTo(y.hashCode());
    }
    if (x.compareTo(y) <= 0 && y.compareTo(z) <= 0) {
      assertThat(x.compareTo(z)).isNotPositive();
    }
  }

  @Property
  void insertionOrderIsNeverSeen(@ForAll long seed) {
    GeneratedValues values = new GeneratedValues(seed, false);
    List<Value> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(values.next());
    }
    SetValue set = SetValue.of(keys);
    ObjectValue object = object(keys);

    Collections.shuffle(keys, new Random(seed));

    assertThat(SetValue.of(keys)).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(SetValue.of(keys)).hasToString(set.toString());
    assertThat(object(keys)).isEqualTo(object).hasToString(object.toString());
    assertThat(set.elements()).isSorted().doesNotHaveDuplicates().containsAll(keys);
  }

  private static ObjectValue object(List<Value> keys) {
    ObjectValue.Builder members = ObjectValue.builder(0);
    keys.forEach(key -> members.put(key, key));
    return members.build();
  }

  @Property
  void whatIsWrittenIsReadAgain(@ForAll long seed) {
    Value value = new GeneratedValues(seed, true).next();

    assertThat(Json.read(Json.write(value))).isEqualTo(value);
    assertThat(Json.read(Json.pretty(value))).isEqualTo(value);
  }

  @Property
  void viewsAreTheValuesTheyShow(@ForAll long seed, @ForAll @IntRange(max = 3) int first) {
    Value whole = new GeneratedValues(seed, true).next();
    Value view = Json.view(Json.write(whole).getBytes(UTF_8));

    // Whatever is asked first, the answers are the same.
    switch (first) {
      case 0 -> assertThat(view.hashCode()).isEqualTo(whole.hashCode());
      case 1 -> assertThat(view).isEqualTo(whole);
      case 2 -> assertThat(view).hasToString(whole.toString());
      default -> sameMembers(view, whole);
    }
    assertThat(view).isEqualTo(whole).hasSameHashCodeAs(whole).isEqualByComparingTo(whole);
    assertThat(whole).isEqualTo(view);
    sameMembers(view, whole);
  }

  private static void sameMembers(Value view, Value whole) {
    if (view instanceof ObjectValue a && whole instanceof ObjectValue b) {
      assertThat(a.size()).isEqualTo(b.size());
      assertThat(a.find(NumberValue.ONE)).isNull();
      assertThat(a.find(StringValue.of("none such"))).isNull();
      b.forEach((key, value) -> assertThat(a.find(key)).isEqualTo(value));
      a.forEach((key, value) -> assertThat(b.find(key)).isEqualTo(value));
    } else if (view instanceof ArrayValue a && whole instanceof ArrayValue b) {
      assertThat(a.elements()).isEqualTo(b.elements());
    }
  }

  @Property
  void numbersAreThoseOfBigDecimal(@ForAll BigDecimal a, @ForAll BigDecimal b) {
    NumberValue x = NumberValue.of(a);
    NumberValue y = NumberValue.of(b);

    assertThat(Integer.signum(x.compareTo(y))).isEqualTo(a.compareTo(b));
    assertThat(x.equals(y)).isEqualTo(a.compareTo(b) == 0);
    assertThat(x.decimal()).isEqualByComparingTo(a);
    assertThat(NumberValue.of(a.setScale(a.scale() + 5))).isEqualTo(x).hasSameHashCodeAs(x);
    assertThat(NumberValue.parse(x.toString())).contains(x);
    assertThat(Json.read(a.toString())).isEqualTo(x);
  }

  @Property
  void bytesSurviveBeingAString(@ForAll byte[] bytes) {
    assertThat(StringValue.ofBytes(bytes).bytes()).isEqualTo(bytes);
  }
}
