// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.TextCalls.answer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworksTest {
  @Test
  void containsAndIntersects() {
    assertThat(answer("net.cidr_contains", "['10.0.0.0/8', '10.1.0.0/16']")).isEqualTo("true");
    assertThat(answer("net.cidr_contains", "['::/0', '10.0.0.1']")).isEqualTo("false");
    assertThat(answer("net.cidr_contains", "['::ffff:10.0.0.0/104', '10.1.2.3']"))
        .isEqualTo("true");
    assertThat(answer("net.cidr_contains", "['10.0.0.0/8', '::ffff:10.1.2.3']")).isEqualTo("true");
    assertThat(answer("net.cidr_overlap", "['10.0.0.0/8', '11.0.0.0']")).isEqualTo("false");
    assertThat(answer("net.cidr_intersects", "['0.0.0.0/0', '1.0.0.0/8']")).isEqualTo("true");
    assertThat(answer("net.cidr_contains", "['10.0.0.0/33', '10.0.0.1']"))
        .isEqualTo("eval_builtin_error: invalid CIDR address: 10.0.0.0/33");
    assertThat(answer("net.cidr_contains", "['10.0.0.0/8', 'x']"))
        .isEqualTo(
            "eval_builtin_error: not a valid textual representation of an IP address or CIDR: x");
  }

  @Test
  void readsAddressesStrictly() {
    for (String wrong :
        new String[] {
          "1.2.3/8",
          "1.2.3.4.5/8",
          "01.2.3.4/8",
          "1.2.3.256/8",
          "1.2.3.4/",
          "1.2.3.4/-1",
          "1.2.3.4/+1",
          "1.2.3.4 /8",
          ":/8",
          ":::/8",
          "1::2::3/8",
          "1:2:3:4:5:6:7/8",
          "1:2:3:4:5:6:7:8:9/8",
          "12345::/8",
          "g::/8",
          "fe80::1%eth0/64",
          "1:2:3:4:5:6:7::8/8",
          "1.2.3.4::/8",
          "::1.2.3/8"
        }) {
      assertThat(answer("net.cidr_is_valid", "['" + wrong + "']")).as(wrong).isEqualTo("false");
    }
    for (String right :
        new String[] {
          "::/0", "1::/128", "::1.2.3.4/1", "1:2:3:4:5:6:1.2.3.4/8", "A:b::/9", "0.0.0.0/0"
        }) {
      assertThat(answer("net.cidr_is_valid", "['" + right + "']")).as(right).isEqualTo("true");
    }
  }

  @Test
  void expandsWithinBounds() {
    assertThat(answer("net.cidr_expand", "['255.255.255.254/31']"))
        .isEqualTo("{'255.255.255.254', '255.255.255.255'}");
    assertThat(answer("net.cidr_expand", "['1:0:0:2::/127']"))
        .isEqualTo("{'1:0:0:2::', '1:0:0:2::1'}");
    assertThat(answer("net.cidr_expand", "['::/0']"))
        .isEqualTo("eval_limit_error: ::/0 has more than 1048576 addresses, too many to list");
    assertThat(answer("net.cidr_expand", "['0.0.0.0/12']"))
        .isEqualTo("eval_limit_error: steps used up");
  }

  @Test
  void merges() {
    assertThat(answer("net.cidr_merge", "[['1.2.3.4']]")).isEqualTo("{'1.2.3.4/8'}");
    assertThat(answer("net.cidr_merge", "[['10.0.0.0/32', '10.0.0.1/32', '10.0.0.2/32']]"))
        .isEqualTo("{'10.0.0.0/31', '10.0.0.2/32'}");
    assertThat(answer("net.cidr_merge", "[['::/1', '8000::/1']]")).isEqualTo("{'::/0'}");
    assertThat(answer("net.cidr_merge", "[['255.255.255.255/32', '0.0.0.0/32']]"))
        .isEqualTo("{'0.0.0.0/32', '255.255.255.255/32'}");
    assertThat(answer("net.cidr_merge", "[[1]]"))
        .isEqualTo("eval_builtin_error: element must be string");
    assertThat(answer("net.cidr_merge", "['a']"))
        .isEqualTo("eval_builtin_error: operand must be an array");
  }

  @Test
  void looksUpNoNamesUnlessAllowed() {
    assertThat(answer("net.lookup_ip_addr", "['example.com']"))
        .isEqualTo(
            "eval_builtin_error: looking up names is off: a policy must not ask the network"
                + " unless it is allowed to");
    assertThat(answer("net.lookup_ip_addr", "['10.0.0.0']")).isEqualTo("{'10.0.0.0'}");
    assertThat(Builtins.all().withNameResolution().list()).hasSameSizeAs(Builtins.all().list());
  }
}
