// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing can be done to a log that verifying does not see. */
class TamperProperties {
  private static Path home = Path.of("");
  private static Log log = new Log(home);
  private static byte[] genuine = {};
  private static List<String> lines = List.of();

  @BeforeContainer
  static void writeLog() throws IOException {
    home = Files.createTempDirectory("tamper");
    log = Log.sample(home);
    genuine = Files.readAllBytes(log.file());
    lines = log.lines();
    assertThat(log.verify().isVerified()).isTrue();
  }

  @AfterContainer
  static void removeLog() throws IOException {
    try (var files = Files.walk(home)) {
      for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 2000)
  void aChangedByteIsReported(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int by)
      throws IOException {
    byte[] changed = genuine.clone();
    int at = place % changed.length;
    changed[at] = (byte) (changed[at] ^ by);

    Files.write(log.file(), changed);

    assertThat(log.verify().isVerified()).as("byte %d xor %d", at, by).isFalse();
  }

  @Property(tries = 300)
  void aByteTakenOutIsReported(@ForAll @IntRange(max = 1_000_000) int place) throws IOException {
    int at = place % genuine.length;
    byte[] changed = new byte[genuine.length - 1];
    System.arraycopy(genuine, 0, changed, 0, at);
    System.arraycopy(genuine, at + 1, changed, at, changed.length - at);

    Files.write(log.file(), changed);

    // Without its last line feed the log is torn, not altered.
    if (at < changed.length) {
      assertThat(log.verify().isVerified()).as("byte %d", at).isFalse();
    }
  }

  @Property(tries = 100)
  void aLineTakenOutIsReported(@ForAll @IntRange(max = 1000) int which) throws IOException {
    List<String> changed = new ArrayList<>(lines);
    changed.remove(which % changed.size());

    log.write(changed);

    assertThat(log.verify().isVerified()).isFalse();
  }

  @Property(tries = 200)
  void twoLinesThatChangePlacesAreReported(
      @ForAll @IntRange(max = 1000) int one, @ForAll @IntRange(max = 1000) int other)
      throws IOException {
    int left = one % lines.size();
    int right = other % lines.size();
    List<String> changed = new ArrayList<>(lines);
    Collections.swap(changed, left, right);

    log.write(changed);

    assertThat(log.verify().isVerified()).isEqualTo(left == right);
  }

  @Property(tries = 200)
  void aLineThatStandsTwiceIsReported(
      @ForAll @IntRange(max = 1000) int which, @ForAll @IntRange(max = 1000) int where)
      throws IOException {
    List<String> changed = new ArrayList<>(lines);
    changed.add(where % (lines.size() + 1), lines.get(which % lines.size()));

    log.write(changed);

    assertThat(log.verify().isVerified()).isFalse();
  }
}
