// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses what retention deletes: whole chains of others that nobody writes to any more, the
 * longest untouched first, and the older files of the running chain. A chain of others is never cut
 * in two, as nobody could record in it that its beginning is gone.
 */
final class Retirement {
  private final AuditSettings settings;

  Retirement(AuditSettings settings) {
    this.settings = settings;
  }

  /**
   * Files to delete.
   *
   * @param chain whose
   * @param through the number of the last of them
   * @param isWhole whether nothing of the chain is left then
   * @param files which
   */
  record Candidate(String chain, long through, boolean isWhole, List<Path> files) {}

  private record Part(Path path, String chain, long number, Instant touched) {}

  /**
   * What to delete now, given the name of the running chain. Reads the first line of every file.
   */
  List<Candidate> due(String running, Instant now) throws IOException {
    AuditSettings.Retention retention = settings.retention();
    if (retention.age().isZero() && retention.files() == 0) {
      return List.of();
    }
    List<Part> parts = parts();
    Instant oldest = retention.age().isZero() ? Instant.MIN : now.minus(retention.age());
    int surplus = retention.files() == 0 ? 0 : Math.max(0, parts.size() - retention.files());
    List<Candidate> due = new ArrayList<>();
    for (List<Part> chain : chains(parts)) {
      List<Part> free = chain.getFirst().chain().equals(running) ? beforeLast(chain) : chain;
      boolean isWhole = free.size() == chain.size();
      List<Part> gone = isWhole ? whole(free, oldest, surplus) : first(free, oldest, surplus);
      if (!gone.isEmpty() && !(isWhole && isLive(gone))) {
        Part last = gone.getLast();
        List<Path> files = gone.stream().map(Part::path).toList();
        due.add(new Candidate(last.chain(), last.number(), isWhole, files));
        surplus -= gone.size();
      }
    }
    return due;
  }

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Path path : LogFiles.of(List.of(settings.directory()))) {
      Instant touched = Files.getLastModifiedTime(path).toInstant();
      // What is no log of ours is not ours to delete.
      LogFiles.header(path)
          .ifPresent(h -> parts.add(new Part(path, h.chain(), h.number(), touched)));
    }
    return parts;
  }

  /** Grouped, each in order of its files, the longest untouched chain first. */
  private static List<List<Part>> chains(List<Part> parts) {
    Map<String, List<Part>> byName = new HashMap<>();
    for (Part part : parts) {
      byName.computeIfAbsent(part.chain(), name -> new ArrayList<>()).add(part);
    }
    List<List<Part>> chains = new ArrayList<>(byName.values());
    chains.forEach(chain -> chain.sort(Comparator.comparingLong(Part::number)));
    chains.sort(Comparator.comparing(chain -> chain.getLast().touched()));
    return chains;
  }

  private static List<Part> beforeLast(List<Part> chain) {
    return chain.subList(0, chain.size() - 1);
  }

  private static List<Part> whole(List<Part> chain, Instant oldest, int surplus) {
    boolean old = chain.getLast().touched().isBefore(oldest);
    return old || surplus > 0 ? chain : List.of();
  }

  private static List<Part> first(List<Part> chain, Instant oldest, int surplus) {
    int count = 0;
    while (count < chain.size()
        && (count < surplus || chain.get(count).touched().isBefore(oldest))) {
      count++;
    }
    return chain.subList(0, count);
  }

  private static boolean isLive(List<Part> chain) throws IOException {
    return LogFile.Disk.isBeingWritten(chain.getLast().path());
  }
}
