// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyObjectTest {
  private static final LazyObject.Form FORM = new LazyObject.Form("b", "a", "none");

  private final List<Integer> made = new ArrayList<>();
  private final LazyObject object =
      new LazyObject(
          FORM,
          place -> {
            made.add(place);
            return place == 2 ? null : NumberValue.of(place);
          });

  @Test
  void makesAMemberOnceAndOnlyWhenAsked() {
    assertThat(object.find(StringValue.of("a"))).isEqualTo(NumberValue.of(1));
    assertThat(object.find(StringValue.of("a"))).isEqualTo(NumberValue.of(1));
    assertThat(object.find(StringValue.of("none"))).isNull();
    assertThat(object.find(StringValue.of("other"))).isNull();
    assertThat(object.find(NumberValue.ONE)).isNull();

    assertThat(made).containsExactly(1, 2);
  }

  @Test
  void isEqualToAnyObjectOfTheSameMembers() {
    Value same = Json.read("{\"a\": 1, \"b\": 0}");

    assertThat(object).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(same).isEqualTo(object);
    assertThat(object.size()).isEqualTo(2);
    assertThat(object).hasToString(same.toString());
    assertThat(object.keyAt(0)).isEqualTo(StringValue.of("a"));
    assertThat(object.valueAt(0)).isEqualTo(NumberValue.ONE);
    assertThat(object.memberValue(0)).isEqualTo(NumberValue.ZERO);
  }

  @Test
  void looksAtAPartOfAnArray() {
    byte[] bytes = "xx{\"a\":[1,\"é\"]}yy".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Value view = Json.view(bytes, 2, bytes.length - 2, Json.Options.DEFAULT);

    assertThat(view).isEqualTo(Json.read("{\"a\":[1,\"é\"]}"));
  }
}
