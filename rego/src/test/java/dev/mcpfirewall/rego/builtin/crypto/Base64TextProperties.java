// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class Base64TextProperties {
  @Property
  void readsWhatTheJdkWrites(@ForAll byte[] bytes) {
    assertThat(Base64Text.standard(Base64.getMimeEncoder().encodeToString(bytes))).isEqualTo(bytes);
    assertThat(Base64Text.url(Base64.getUrlEncoder().encodeToString(bytes))).isEqualTo(bytes);
    assertThat(Base64Text.url(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .isEqualTo(bytes);
  }

  @Example
  void namesTheByteThatIsWrong() {
    assertThatThrownBy(() -> Base64Text.standard("foobar"))
        .hasMessage("illegal base64 data at input byte 4");
    assertThatThrownBy(() -> Base64Text.standard("fo*b"))
        .hasMessage("illegal base64 data at input byte 2");
    assertThatThrownBy(() -> Base64Text.standard("fo==x"))
        .hasMessage("illegal base64 data at input byte 4");
  }
}
