// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A weight is what counting all there is gives. */
class WeightProperties {
  private static final int MANY = 200;

  @Property
  void weightIsACountOfAllThereIs(@ForAll long seed) {
    Value value = large(seed, false);

    assertThat(value.weight()).isEqualTo((int) Math.min(counted(value), Integer.MAX_VALUE));
  }

  @Property
  void sharedPartsCountAsOftenAsTheyStandThere(
      @ForAll long seed, @ForAll @IntRange(max = 80) int depth) {
    Random random = new Random(seed);
    Value value = new GeneratedValues(seed, false).next();
    long count = counted(value);
    for (int i = 0; i < depth; i++) {
      count = Math.min(count, Long.MAX_VALUE / 8);
      switch (random.nextInt(3)) {
        case 0 -> {
          value = ArrayValue.of(value, value, NullValue.NULL);
          count = 2 * count + 2;
        }
        case 1 -> {
          value = SetValue.of(List.of(value, ArrayValue.of(value)));
          count = 2 * count + 2;
        }
        default -> {
          ObjectValue.Builder object = ObjectValue.builder(0);
          object.put(value, value);
          value = object.build();
          count = 2 * count + 1;
        }
      }
      if (random.nextBoolean()) {
        assertThat(value.weight()).isEqualTo((int) Math.min(count, Integer.MAX_VALUE));
      }
    }
    assertThat(value.weight()).isEqualTo((int) Math.min(count, Integer.MAX_VALUE));
  }

  @Property
  void aViewWeighsWhatIsWritten(@ForAll long seed) {
    String text = Json.write(large(seed, true));
    Value view = Json.view(text.getBytes(UTF_8));

    sameWeight(view, Json.read(text));
  }

  /** Where nothing is spelled longer than it is, in all parts, whichever is asked first. */
  private static void sameWeight(Value view, Value whole) {
    String text = whole.toString();
    boolean plain =
        text.chars().allMatch(c -> c < 0x7f && "\\<&>".indexOf(c) < 0)
            && !text.contains("922337203685477580");
    if (new Random(whole.hashCode()).nextBoolean()) {
      parts(view, whole);
    }
    if (plain) {
      assertThat(view.weight()).isEqualTo(whole.weight());
    } else {
      assertThat(view.weight()).isGreaterThanOrEqualTo(whole.weight());
    }
    parts(view, whole);
  }

  private static void parts(Value view, Value whole) {
    if (view instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        sameWeight(array.get(i), ((ArrayValue) whole).get(i));
      }
    } else if (view instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        sameWeight(object.valueAt(i), ((ObjectValue) whole).valueAt(i));
      }
    }
  }

  @Example
  void largeViewsAreCountedOnceForAll() {
    String text =
        IntStream.range(0, MANY)
            .mapToObj(i -> "{\"a\":[" + "[],{},1,".repeat(i) + "\"0123456789abcdef\"]}")
            .collect(Collectors.joining(",", "[", "]"));
    ArrayValue view = (ArrayValue) Json.view(text.getBytes(UTF_8));

    assertThat(view.get(MANY - 1).weight()).isEqualTo(5 + 3 * (MANY - 1));
    assertThat(view.get(0).weight()).isEqualTo(5);
    assertThat((long) view.weight()).isEqualTo(counted(Json.read(text)));
  }

  @Example
  void keysThatStandTwiceCountTwiceUntilTheyAreSeen() {
    Value view = Json.view("[{\"a\":1,\"a\":2}]".getBytes(UTF_8));

    assertThat(view.weight()).isEqualTo(6);
    assertThat(((ArrayValue) view).get(0).weight()).isEqualTo(3);
  }

  private static Value large(long seed, boolean json) {
    GeneratedValues values = new GeneratedValues(seed, json);
    List<Value> all = new ArrayList<>();
    for (int left = new Random(seed).nextInt(8); left > 0; left--) {
      all.add(values.next());
      all.add(StringValue.of("x".repeat(new Random(seed + left).nextInt(100))));
    }
    return ArrayValue.of(all);
  }

  private static long counted(Value value) {
    return switch (value) {
      case NullValue _, BooleanValue _ -> 1;
      case NumberValue n -> {
        java.math.BigDecimal exact = n.decimal();
        yield n.isLong() ? 1 : 1 + (exact.precision() + Math.abs(exact.scale())) / 16;
      }
      case StringValue s -> 1 + s.value().length() / 16;
      case ArrayValue a -> 1 + a.elements().stream().mapToLong(WeightProperties::counted).sum();
      case SetValue s -> 1 + s.elements().stream().mapToLong(WeightProperties::counted).sum();
      case ObjectValue o ->
          1
              + IntStream.range(0, o.size())
                  .mapToLong(i -> counted(o.keyAt(i)) + counted(o.valueAt(i)))
                  .sum();
    };
  }
}
