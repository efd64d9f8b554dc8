// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir Path root;

  @Test
  void tellsAppearanceChangeAndDisappearanceOnceEach() throws IOException {
    Path file = root.resolve("kill");
    List<Boolean> told = new ArrayList<>();
    FileWatch watch = FileWatch.idle(file, told::add);

    watch.poll();
    Files.writeString(file, "");
    watch.poll();
    watch.poll();
    Files.writeString(file, "more");
    watch.poll();
    Files.delete(file);
    watch.poll();

    assertThat(told).containsExactly(true, true, false);
    assertThat(watch.present()).isFalse();
  }

  @Test
  void knowsTheStateAtTheStart() throws IOException {
    Path file = Files.createFile(root.resolve("kill"));

    assertThat(FileWatch.idle(file, present -> {}).present()).isTrue();
  }

  @Test
  void aFailingListenerIsToldOfTheNextChange() throws IOException {
    Path file = root.resolve("kill");
    List<Boolean> told = new ArrayList<>();
    FileWatch watch =
        FileWatch.idle(
            file,
            present -> {
              told.add(present);
              throw new IllegalStateException("on purpose");
            });

    Files.createFile(file);
    watch.poll();
    Files.delete(file);
    watch.poll();

    assertThat(told).containsExactly(true, false);
  }

  @Test
  void watchesOnItsOwn() throws Exception {
    Path file = root.resolve("kill");
    CountDownLatch seen = new CountDownLatch(1);

    try (FileWatch watch = FileWatch.start(file, Duration.ofMillis(5), on -> seen.countDown())) {
      Files.createFile(file);

      assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.present()).isTrue();
    }
  }
}
