// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.stream.Stream;

/** A million characters each, made so that anything worse than linear would not end. */
final class HostileTexts {
  private static final int LENGTH = 1_000_000;

  private HostileTexts() {}

  static Stream<String> all() {
    return Stream.of(
            "$(",
            "`",
            "'\"",
            "sh ",
            "sh -c ",
            "<<A ",
            "a|",
            ";|x",
            "http://a",
            "http://a/",
            "http:\\",
            "//@",
            "http://@",
            "a*/",
            "../",
            "x/../",
            "x~1/",
            "\"a ",
            "'a/b \"c/d ",
            "%25",
            "*ab* ",
            "()",
            "new(",
            "$((",
            ":",
            "[",
            "sudo ",
            "eval ",
            "-exec sh -c ",
            "a=",
            "-c ",
            "{",
            ",",
            "\\",
            "\0",
            "\n",
            "#\n",
            "a\n<<x\n",
            "\ud800",
            "/etc/*a* ",
            "(\"",
            "open('",
            "1.",
            "::",
            "/dev/",
            "ls;",
            "https://x.y/?q=aGVsbG8gd29ybGQ ")
        .flatMap(unit -> Stream.of(unit, "cat " + unit, "curl " + unit))
        .map(HostileTexts::repeated);
  }

  private static String repeated(String head) {
    String unit =
        head.startsWith("cat ") || head.startsWith("curl ")
            ? head.substring(head.indexOf(' ') + 1)
            : head;
    String lead = head.substring(0, head.length() - unit.length());
    return lead + unit.repeat(LENGTH / unit.length());
  }
}
