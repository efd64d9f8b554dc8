// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
  @TempDir Path home;

  @Test
  void manyThreadsWriteOneChain() throws Exception {
    Log log =
        new Log(home)
            .with(
                AuditSettings.Fsync.NEVER,
                64 * 1024,
                new AuditSettings.Retention(java.time.Duration.ZERO, 0));
    try (FileJournal journal =
        FileJournal.open(log.settings, "files", "s1", InstantSource.fixed(Events.AT))) {
      together(
          8,
          thread -> {
            for (int i = 0; i < 500; i++) {
              journal.append(List.of(Events.call("t" + thread, "{\"n\":" + i + "}")));
            }
            return thread;
          });
    }

    assertThat(log.faults()).isEmpty();
    assertThat(new AuditReader(List.of(log.settings.directory()), AuditQuery.EVERYTHING).read(0))
        .hasSize(8 * 500);
  }

  @Test
  void manyJournalsShareOneDirectory() throws Exception {
    Log log = new Log(home);
    together(
        6,
        thread -> {
          try (FileJournal journal =
              FileJournal.open(log.settings, "files", "same", InstantSource.fixed(Events.AT))) {
            journal.append(List.of(Events.call("t" + thread, "{}")));
          }
          return thread;
        });

    assertThat(log.files()).hasSize(6);
    assertThat(log.faults()).isEmpty();
  }

  @Test
  void allThatMakeTheFirstKeyGetTheSame() throws Exception {
    for (int round = 0; round < 10; round++) {
      Path directory = home.resolve("keys" + round);
      Set<String> ids =
          new HashSet<>(together(6, thread -> AuditKeys.in(directory).current().open().id()));

      assertThat(ids).hasSize(1);
      assertThat(AuditKeys.in(directory).publicKeys())
          .singleElement()
          .satisfies(key -> assertThat(key.toString()).contains(ids.iterator().next()));
    }
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheLog() throws IOException {
    Log log = new Log(home);
    try (FileJournal journal = log.open("s1")) {
      Thread.currentThread().interrupt();
      journal.append(List.of(Events.denied("a", "{}")));
      assertThat(Thread.interrupted()).isTrue();
      journal.append(List.of(Events.denied("b", "{}")));
    }
    assertThat(log.faults()).isEmpty();
  }

  private interface Job<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> together(int threads, Job<T> job) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> jobs =
          IntStream.range(0, threads)
              .<Callable<T>>mapToObj(thread ->
                  () -> {
                    start.await();
                    return job.run(thread);
                  })
              .toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> result : executor.invokeAll(jobs)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
