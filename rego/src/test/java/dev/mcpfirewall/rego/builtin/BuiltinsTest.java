// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.BooleanValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinsTest {
  @Test
  void whatIsListedIsFoundByItsName() {
    assertThat(Builtins.all().list()).hasSizeGreaterThan(190);
    for (Builtin builtin : Builtins.all().list()) {
      assertThat(Builtins.all().find(builtin.name())).as(builtin.name()).containsSame(builtin);
    }
  }

  @Test
  void noNameIsInTwoFamilies() {
    int members = 0;
    for (Family family : Family.values()) {
      members += Builtins.members(family).size();
    }

    assertThat(Builtins.all().list()).hasSize(members);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String name :
        List.of("", ".", "json", "json.", "json.x", "x.y", "Count", "strings.lower")) {
      assertThat(Builtins.all().find(name)).as(name).isEmpty();
    }
  }

  @Test
  void whatACallerAddsStandsInPlaceOfAFamilys() {
    Builtin own =
        new Builtin("count", "(x: any) boolean", (Builtin.Of1) (_, _) -> BooleanValue.TRUE);

    Builtins table = Builtins.all().and(List.of(own));

    assertThat(table.find("count")).containsSame(own);
    assertThat(table.list()).hasSameSizeAs(Builtins.all().list()).contains(own);
    assertThat(Builtins.all().find("count").orElseThrow()).isNotSameAs(own);
  }
}
