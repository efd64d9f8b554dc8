// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSwitchTest {
  private static final long PROMISED = TimeUnit.MILLISECONDS.toNanos(100);

  @TempDir private Path home;
  private final AtomicLong nanos = new AtomicLong(-5);

  private KillSwitch killSwitch() {
    return new KillSwitch(home.resolve("kill"), nanos::get);
  }

  @Test
  void isOnWhileTheFileIsThereAndNoticesWithinTheTimePromised() throws IOException {
    KillSwitch killSwitch = killSwitch();
    assertThat(killSwitch.getAsBoolean()).isFalse();

    Files.createFile(home.resolve("kill"));
    nanos.addAndGet(PROMISED);
    assertThat(killSwitch.getAsBoolean()).isTrue();

    Files.delete(home.resolve("kill"));
    nanos.addAndGet(PROMISED);
    assertThat(killSwitch.getAsBoolean()).isFalse();
  }

  @Test
  void looksAtTheVeryFirstMessage() throws IOException {
    Files.createFile(home.resolve("kill"));

    assertThat(killSwitch().getAsBoolean()).isTrue();
  }

  @Test
  void anythingInTheFilesPlaceCounts() throws IOException {
    Files.createDirectory(home.resolve("kill"));

    assertThat(killSwitch().getAsBoolean()).isTrue();
  }

  @Test
  void thrownByHandItStaysOn() {
    KillSwitch killSwitch = killSwitch();
    killSwitch.throwIt();
    nanos.addAndGet(PROMISED);

    assertThat(killSwitch.getAsBoolean()).isTrue();
  }
}
