// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import org.junit.jupiter.api.Test;

final class HashesTest {
  @Test
  void hashesTheEmptyTextAsEverybodyDoes() {
    assertThat(call("crypto.md5", ""))
        .isEqualTo(StringValue.of("d41d8cd98f00b204e9800998ecf8427e"));
    assertThat(call("crypto.sha1", ""))
        .isEqualTo(StringValue.of("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    assertThat(call("crypto.sha256", ""))
        .isEqualTo(
            StringValue.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  /** RFC 4231, test case 2. */
  @Test
  void codesAsTheStandardSays() {
    assertThat(call("crypto.hmac.sha256", "what do ya want for nothing?", "Jefe"))
        .isEqualTo(
            StringValue.of("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  }

  @Test
  void takesAnEmptyKey() {
    assertThat(call("crypto.hmac.md5", "", ""))
        .isEqualTo(StringValue.of("74e6f7298a9c2d168935f58c001bad88"));
  }

  @Test
  void comparesCodes() {
    assertThat(call("crypto.hmac.equal", "abc", "abc")).isEqualTo(BooleanValue.TRUE);
    assertThat(call("crypto.hmac.equal", "abc", "ab")).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void refusesWhatIsNoText() {
    assertThat(error("crypto.md5", NumberValue.ONE))
        .contains("eval_type_error")
        .contains("crypto.md5: operand 1 must be string but got number");
  }
}
