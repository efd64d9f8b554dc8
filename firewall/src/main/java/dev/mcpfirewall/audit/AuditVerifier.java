// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.audit.VerifyReport.ChainReport;
import dev.mcpfirewall.audit.VerifyReport.Fault;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import dev.mcpfirewall.json.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proves a log, or says where it was tampered with: that no line was altered, removed, moved or
 * inserted (the hash chain), that nobody else wrote it anew (the seals), and that its end was not
 * cut off (the signed heads). A log that is being written to may be verified at any time.
 *
 * <p>What it cannot show: that somebody who can read the signing key did not write everything anew,
 * and that log and heads were not both put back to an older state. Heads on another machine and a
 * public key kept elsewhere close these two.
 */
public final class AuditVerifier {
  private final TrustedKeys trusted;
  private final List<Path> heads;

  private record Part(Path path, long number) {}

  /** A chain that was read, and up to which of its files those before are missing. */
  private record Read(ChainVerifier verifier, int files, long missingThrough) {}

  private AuditVerifier(TrustedKeys trusted, List<Path> heads) {
    this.trusted = trusted;
    this.heads = heads;
  }

  /**
   * Without heads: a cut tail is then not noticed.
   *
   * @param trusted the keys that may have signed
   */
  public static AuditVerifier trusting(TrustedKeys trusted) {
    return new AuditVerifier(trusted, List.of());
  }

  /** This verifier with the heads in a directory, which need not exist. */
  public AuditVerifier withHeads(Path directory) {
    return new AuditVerifier(trusted, List.of(directory));
  }

  /**
   * Verifies files, and in directories every file that ends in {@code .jsonl}. In a directory every
   * chain must be whole; of a chain whose files are named one by one, only what is named is looked
   * at.
   *
   * @throws IOException if something cannot be read
   */
  public VerifyReport verify(List<Path> paths) throws IOException {
    // The heads first: a running journal moves them forward, never back.
    Map<String, Head> known = new HashMap<>();
    Map<String, Fault> damaged = new HashMap<>();
    boolean isWhole = paths.stream().anyMatch(Files::isDirectory);
    for (Path directory : heads) {
      readHeads(directory, known, damaged);
    }
    NavigableMap<String, List<Part>> chains = chains(paths);
    List<Read> all = new ArrayList<>();
    for (Map.Entry<String, List<Part>> chain : chains.entrySet()) {
      Optional<Head> head = Optional.ofNullable(known.remove(chain.getKey()));
      all.add(chain(chain.getKey(), chain.getValue(), head, isWhole));
    }
    List<ChainReport> reports = new ArrayList<>();
    for (Read read : all) {
      Optional.ofNullable(damaged.remove(read.verifier.chain())).ifPresent(read.verifier::fault);
      explainMissing(read, all);
      reports.add(read.verifier.report(read.files));
    }
    if (isWhole) {
      known.values().forEach(head -> reports.add(missing(head)));
      damaged.forEach((chain, fault) -> reports.add(only(chain, fault)));
    }
    return new VerifyReport(reports);
  }

  private static void readHeads(Path directory, Map<String, Head> known, Map<String, Fault> damaged)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + Head.SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String chain = name.substring(0, name.length() - Head.SUFFIX.length());
        Head.parse(Bytes.owning(Files.readAllBytes(file)))
            .filter(head -> head.chain().equals(chain))
            .ifPresentOrElse(
                head -> known.put(chain, head),
                () ->
                    damaged.put(
                        chain,
                        new Fault(Kind.BAD_HEAD, name, 0, 0, "this is no head of that chain")));
      }
    }
  }

  private static NavigableMap<String, List<Part>> chains(List<Path> paths) throws IOException {
    NavigableMap<String, List<Part>> chains = new TreeMap<>();
    for (Path path : LogFiles.of(paths)) {
      LogFiles.Header header =
          LogFiles.header(path).orElse(new LogFiles.Header(String.valueOf(path.getFileName()), 1));
      chains
          .computeIfAbsent(header.chain(), name -> new ArrayList<>())
          .add(new Part(path, header.number()));
    }
    chains.values().forEach(p -> p.sort(java.util.Comparator.comparingLong(Part::number)));
    return chains;
  }

  private Read chain(String name, List<Part> parts, Optional<Head> head, boolean isWhole)
      throws IOException {
    ChainVerifier verifier = new ChainVerifier(name, trusted, head.map(Head::seq).orElse(0L));
    long first = parts.getFirst().number();
    if (first > 1) {
      verifier.startInTheMiddle();
      if (!isWhole) {
        verifier.remark("begins with file " + first + " of the chain");
      }
    }
    long expected = first;
    for (Part part : parts) {
      String file = String.valueOf(part.path().getFileName());
      if (part.number() != expected) {
        verifier.fault(absent(file, "another file of the chain is missing before this one"));
        verifier.startInTheMiddle();
      }
      expected = part.number() + 1;
      read(part.path(), file, verifier, part.equals(parts.getLast()));
    }
    verifier.finish();
    checkEnd(verifier, head, isWhole);
    return new Read(verifier, parts.size(), isWhole ? first - 1 : 0);
  }

  private static Fault absent(String file, String message) {
    return new Fault(Kind.MISSING_FILE, file, 0, 0, message);
  }

  private static void read(Path path, String file, ChainVerifier verifier, boolean isLast)
      throws IOException {
    verifier.file(file);
    try (LogLines lines = new LogLines(path)) {
      LogLines.Piece piece = lines.next();
      for (; piece.isWhole(); piece = lines.next()) {
        verifier.line(piece.bytes());
      }
      verifier.rest(piece.bytes(), isLast);
    }
  }

  private void checkEnd(ChainVerifier verifier, Optional<Head> head, boolean isWhole) {
    String next = verifier.follows();
    boolean isKnownToGoOn = head.map(h -> h.seq() > verifier.last()).orElse(true);
    if (!next.isEmpty() && isWhole && isKnownToGoOn) {
      verifier.fault(absent(next, "the file that follows is missing"));
    } else if (!next.isEmpty() && isWhole) {
      verifier.remark(next + " was never begun: a crash while the file was changed");
    } else if (!next.isEmpty()) {
      verifier.remark("goes on in " + next);
    } else if (head.isPresent()) {
      checkHead(verifier, head.get());
    } else if (!heads.isEmpty() && verifier.mustHaveHead()) {
      verifier.fault(Kind.BAD_HEAD, 0, "the chain has no head: a cut tail could not be noticed");
    } else {
      verifier.remark("no head: a cut tail could not be noticed");
    }
  }

  private static void checkHead(ChainVerifier verifier, Head head) {
    boolean signed = verifier.key(head.key()).filter(head::isSignedBy).isPresent();
    if (!signed) {
      verifier.fault(
          verifier.key(head.key()).isPresent() ? Kind.BAD_HEAD : Kind.FOREIGN_KEY,
          head.seq(),
          "the head is not signed by a trusted key, but by " + head.key());
    } else if (head.seq() > verifier.last()) {
      verifier.fault(
          Kind.CUT_TAIL,
          head.seq(),
          "lines "
              + (verifier.last() + 1)
              + " to "
              + head.seq()
              + " were cut off: the signed head knows of them");
    } else if (!verifier.watchedHash().equals(head.hash())) {
      verifier.fault(
          Kind.REWRITTEN,
          head.seq(),
          "line " + head.seq() + " has another hash than the head says");
    } else if (head.closed() && head.seq() < verifier.last()) {
      verifier.fault(
          Kind.INSERTED, head.seq() + 1, "lines follow the end that the signed head names");
    }
  }

  private static void explainMissing(Read read, List<Read> all) {
    long through = read.missingThrough;
    String chain = read.verifier.chain();
    if (through == 0) {
      return;
    }
    boolean retired =
        all.stream()
            .flatMap(other -> other.verifier.retired().stream())
            .anyMatch(record -> record.chain().equals(chain) && record.through() >= through);
    if (retired) {
      read.verifier.remark("files 1 to " + through + " of the chain were retired by retention");
    } else {
      read.verifier.fault(absent(chain, "files 1 to " + through + " of the chain are missing"));
    }
  }

  private static ChainReport missing(Head head) {
    return only(
        head.chain(),
        absent(
            head.file(), "the whole chain is missing; its head knows of " + head.seq() + " lines"));
  }

  private static ChainReport only(String chain, Fault fault) {
    return new ChainReport(chain, 0, 0, 0, VerifyReport.Ending.OPEN, List.of(fault), List.of());
  }
}
