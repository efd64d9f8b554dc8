// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the detectors of arguments whatever the text is. */
class DetectorsOnAnyTextProperties {
  private static final List<TextDetector> DETECTORS =
      List.of(new SensitivePaths(), new ShellCommands(), new EgressTargets());

  @Property(tries = 3000)
  void reportsSpansInsideTheTextAndNeverThrows(@ForAll("shellLike") String text) {
    DETECTORS.forEach(detector -> Found.in(detector, text));
  }

  @Property(tries = 500)
  void neverThrowsOnAnyString(@ForAll String text) {
    DETECTORS.forEach(detector -> Found.in(detector, text));
  }

  @Property(tries = 500)
  void reportsNothingInProse(@ForAll("prose") String text) {
    assertThat(DETECTORS).allSatisfy(detector -> assertThat(Found.in(detector, text)).isEmpty());
  }

  /** Ends only if the work is linear: the texts hold a million characters. */
  @ParameterizedTest
  @MethodSource("dev.mcpfirewall.detect.HostileTexts#all")
  void readsHostileTextsToTheEnd(String text) {
    DETECTORS.forEach(detector -> Found.in(detector, text));
  }

  @Provide
  Arbitrary<String> shellLike() {
    return Arbitraries.of(
            "rm", "-rf", "/", "~", "..", "$(", ")", "`", "'", "\"", "\\", "|", ";", "&", "\n", " ",
            "<<", "EOF", ">", "<", "sh", "-c", "find", "-exec", "{}", "http://", "@", ":", "[", "]",
            "127.1", "%2e", "%c0", "*", "?", "etc", "shadow", "eval", "git", "curl", "python", "-e",
            "sudo", "command", "-v", "xargs", "=", "\0", "#", "$", "{", "}", "C:", "file:", "1",
            "a", "é", "\t", "-", "docker", "--", "delete", "su", "(", "env")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of(
            "the",
            "quick",
            "report",
            "covers",
            "12:30",
            "and",
            "version 1.2.3",
            "we",
            "delete",
            "old",
            "files",
            "under",
            "Monday",
            "input/output",
            "e.g.",
            "cost is 3.5",
            "kill",
            "your",
            "history",
            "key",
            "network",
            "access to",
            "10.05.2024",
            "either/or",
            "50%",
            "(see below)",
            "it's",
            "\"quoted\"",
            "well-known",
            "a",
            "sum = 4")
        .list()
        .ofMinSize(3)
        .ofMaxSize(60)
        .map(words -> "The " + String.join(" ", words) + ".");
  }
}
