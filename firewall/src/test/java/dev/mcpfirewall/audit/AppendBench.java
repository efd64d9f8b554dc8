// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What an append costs on the session's thread, with the audit thread at work beside it: {@code
 * java -cp … dev.mcpfirewall.audit.AppendBench [events]}.
 */
final class AppendBench {
  private AppendBench() {}

  /** Prints one line for each batch size, and verifies what was written. */
  public static void main(String[] args) throws IOException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
    for (int batch : new int[] {1, 16}) {
      Path home = Files.createTempDirectory("append-bench");
      try {
        run(home, events / 4, batch, false);
        run(home, events, batch, true);
      } finally {
        try (var files = Files.walk(home)) {
          for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private static void run(Path home, int events, int batch, boolean told) throws IOException {
    Event event =
        Events.call(
            "read_text_file",
            "{\"path\":\"/home/user/project/src/main/java/App.java\",\"head\":100}");
    List<Event> events1 = Collections.nCopies(batch, event);
    long[] nanos = new long[events / batch];
    AuditSettings settings = AuditSettings.under(home);
    long begun = System.nanoTime();
    try (FileJournal journal =
        FileJournal.open(settings, "files", told ? "told" : "warm", InstantSource.system())) {
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        journal.append(events1);
        nanos[i] = System.nanoTime() - start;
      }
    }
    long all = System.nanoTime() - begun;
    if (!told) {
      return;
    }
    Arrays.sort(nanos);
    long sum = Arrays.stream(nanos).sum();
    long start = System.nanoTime();
    boolean verified =
        AuditVerifier.trusting(TrustedKeys.read(AuditKeys.in(settings.keys()).publicKeys()))
            .withHeads(settings.heads())
            .verify(List.of(settings.directory()))
            .isVerified();
    System.out.printf(
        "batch %d: mean %.2f us/event, p50 %.2f, p99 %.2f us/append, %,d events/s with close;"
            + " verified %s in %d ms%n",
        batch,
        sum / 1e3 / events,
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length - nanos.length / 100 - 1] / 1e3,
        (long) (events * 1e9 / all),
        verified,
        (System.nanoTime() - start) / 1_000_000);
  }
}
