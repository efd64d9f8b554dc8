// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.audit.VerifyReport.Ending;
import dev.mcpfirewall.audit.VerifyReport.Fault;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one chain's lines in order and says what is wrong with them. Goes on behind a fault, so
 * that one altered byte is one fault. Not safe for use by several threads.
 */
final class ChainVerifier {
  /** Longer than any crash leaves a live journal without a seal. */
  private static final Duration LONGEST_UNSIGNED = Duration.ofSeconds(60);

  /** A live journal writes its first head after a second. */
  private static final Duration HEAD_BY = Duration.ofSeconds(10);

  private final String chain;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final MessageDigest sha256 = Chain.sha256();
  private final Gaps gaps = new Gaps();
  private final Seals seals;
  private final long watched;
  private String watchedHash = "";

  private Set<String> ends = Set.of(Chain.GENESIS);
  private boolean anyEnd;
  private long last;
  private long lines;
  private String file = "";
  private long lineNumber;
  private Ending ending = Ending.OPEN;
  private boolean ended;
  private String follows = "";
  // As they stand in the lines: reading every line's time would cost more than its hash.
  private String first = "";
  private String signedAt = "";
  private String latest = "";
  private final List<Retired> retired = new ArrayList<>();

  /**
   * A record that files were deleted.
   *
   * @param seq of the line that says so
   * @param chain whose files
   * @param through the last of them
   */
  record Retired(long seq, String chain, long through) {}

  /**
   * Begins with the chain's first line, or in its middle.
   *
   * @param watched the number of a line whose hash is wanted afterwards, 0 for none
   */
  ChainVerifier(String chain, TrustedKeys trusted, long watched) {
    this.chain = chain;
    this.watched = watched;
    this.seals = new Seals(chain, trusted);
  }

  /**
   * What comes next is the first that is left of the chain: its number and link are taken as given.
   */
  void startInTheMiddle() {
    anyEnd = true;
    last = -1;
  }

  /** The lines that follow stand in this file. */
  void file(String name) {
    file = name;
    lineNumber = 0;
    follows = "";
  }

  /** One line, without its line feed. */
  void line(Bytes bytes) {
    lineNumber++;
    lines++;
    if (!(Document.parse(bytes) instanceof Document document)) {
      fault(Kind.UNREADABLE, 0, "this is no line of an audit log: it is not strict JSON");
      skipped();
      return;
    }
    try {
      check(new Line(document), bytes);
    } catch (Line.Unreadable e) {
      fault(Kind.UNREADABLE, 0, "this is no line of an audit log: it " + e.getMessage());
      skipped();
    }
  }

  private void skipped() {
    last++;
    anyEnd = true;
  }

  private void check(Line line, Bytes bytes) throws Line.Unreadable {
    long seq = line.number("seq");
    String prev = line.text("prev");
    String stated = line.text("hash");
    String actual = hash(line, bytes);
    boolean altered = !stated.equals(actual);
    if (altered) {
      fault(Kind.ALTERED, seq, "the line's content does not have the hash that it states");
    }
    if (last < 0) {
      last = seq - 1;
    }
    if (seq <= last) {
      behind(seq, stated);
      return;
    }
    if (seq > last + 1) {
      gaps.add(last + 1, seq - 1, file, lineNumber);
      anyEnd = true;
    } else if (!anyEnd && !ends.contains(prev) && !altered) {
      fault(Kind.RELINKED, seq, "the line does not follow the one before: one was written anew");
    }
    last = seq;
    anyEnd = false;
    ends = altered ? Set.of(stated, actual) : Set.of(stated);
    if (seq == watched) {
      watchedHash = actual;
    }
    seals.line(seq, stated, line.textOrEmpty("kind").equals("seal"));
    meaning(line, seq);
  }

  private void behind(long seq, String stated) {
    if (gaps.fill(seq)) {
      fault(Kind.REORDERED, seq, "the line belongs before line " + last + " of its chain");
    } else {
      fault(Kind.INSERTED, seq, "a line with this number stands before: one of them was inserted");
      if (seq == last) {
        ends = Set.copyOf(new java.util.HashSet<>(List.of(stated, ends.iterator().next())));
      }
    }
  }

  private void meaning(Line line, long seq) throws Line.Unreadable {
    String kind = line.text("kind");
    times(line.text("time"));
    boolean isSeal = kind.equals("seal");
    boolean isClosing = isSeal || kind.equals("key");
    if (ended && !isClosing) {
      fault(Kind.INSERTED, seq, "the line stands behind the end of its session");
    }
    if (!follows.isEmpty() && !isSeal) {
      fault(Kind.INSERTED, seq, "the line stands behind the one that names the next file");
    }
    switch (kind) {
      case "seal" -> seals.seal(line, seq).ifPresent(this::fault);
      case "key" -> seals.handover(line, seq).ifPresent(this::fault);
      case "end" -> {
        ended = true;
        ending = Ending.CLOSED;
      }
      case "next" -> follows = line.text("next");
      case "gap" ->
          remarks.add(
              at()
                  + ": "
                  + line.number("events")
                  + " events could not be recorded before this line");
      case "retired" -> retired.add(new Retired(seq, line.text("chain"), line.number("through")));
      default -> {
        // Decisions, notes and first lines of files bind nothing else.
      }
    }
    if (isSeal && seals.isFresh()) {
      signedAt = latest;
    }
  }

  private void times(String time) {
    latest = time;
    if (first.isEmpty()) {
      first = time;
      signedAt = time;
    }
  }

  /** Whether more than this lies between two times; also if one of them is none. */
  private static boolean isLonger(String from, String to, Duration most) {
    try {
      return Instant.parse(from).isBefore(Instant.parse(to).minus(most));
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  /** What stands behind the last line feed of the file. */
  void rest(Bytes bytes, boolean isLastFile) {
    if (bytes.isEmpty()) {
      return;
    }
    lineNumber++;
    if (!isLastFile) {
      fault(Kind.UNREADABLE, 0, "the file ends in the middle of a line, though another follows");
    } else if (isWholeAndMore(bytes)) {
      fault(Kind.ALTERED, 0, "the last line's end was changed");
    } else {
      ending = Ending.TORN;
      remarks.add(
          at() + ": torn end, " + bytes.length() + " bytes of a line: a crash or a full disk");
    }
  }

  /**
   * A torn line is the beginning of one; a whole one with something behind it was tampered with.
   */
  private boolean isWholeAndMore(Bytes bytes) {
    Bytes less = bytes.slice(new Span(0, bytes.length() - 1));
    return Document.parse(less) instanceof Document whole
        && new Line(whole).has("hash")
        && new Line(whole).has("seq");
  }

  /** What all lines together say, once the last was read. */
  void finish() {
    for (Gaps.Gap gap : gaps.all()) {
      faults.add(
          new Fault(
              Kind.REMOVED,
              gap.file(),
              gap.line(),
              gap.from(),
              gap.from() == gap.to()
                  ? "line " + gap.from() + " of the chain is missing before this one"
                  : "lines " + gap.from() + " to " + gap.to() + " are missing before this one"));
    }
    if (lines > 0 && seals.through() == 0 && faults.isEmpty()) {
      remarks.add("no signature at all: a crash in the first moments, or a forgery");
    }
    if (unsigned() > 0 && isLonger(signedAt, latest, LONGEST_UNSIGNED)) {
      fault(Kind.UNSIGNED, last, "no valid seal covers the lines of more than a minute");
    }
  }

  void fault(Kind kind, long seq, String message) {
    faults.add(new Fault(kind, file, lineNumber, seq, message));
  }

  private void fault(Seals.Flaw flaw) {
    fault(flaw.kind(), flaw.seq(), flaw.message());
  }

  void fault(Fault fault) {
    faults.add(fault);
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  String chain() {
    return chain;
  }

  /** Number of the last line. */
  long last() {
    return last;
  }

  /** The hash of the watched line, empty if it was not met. */
  String watchedHash() {
    return watchedHash;
  }

  /** The file that the last one names as the next, empty if it names none. */
  String follows() {
    return follows;
  }

  boolean isClosed() {
    return ended;
  }

  /** Whether the chain lasted so long that a head must have been written. */
  boolean mustHaveHead() {
    return ended || isLonger(first, latest, HEAD_BY);
  }

  Optional<VerifyingKey> key(String id) {
    return seals.key(id);
  }

  /** Records of deletion that a valid seal covers. */
  List<Retired> retired() {
    return faults.isEmpty()
        ? retired.stream().filter(record -> record.seq() <= seals.through()).toList()
        : List.of();
  }

  private long unsigned() {
    return seals.unsigned();
  }

  private String at() {
    return file + ":" + lineNumber;
  }

  VerifyReport.ChainReport report(int files) {
    return new VerifyReport.ChainReport(chain, files, lines, unsigned(), ending, faults, remarks);
  }

  private String hash(Line line, Bytes bytes) throws Line.Unreadable {
    Value value = line.member("hash");
    int from = line.document().at(value.index() - 1).span().start();
    int to = value.span().end();
    if (to >= bytes.length() || bytes.at(to) != ',') {
      throw new Line.Unreadable("hash");
    }
    bytes.slice(new Span(0, from)).update(sha256);
    bytes.slice(new Span(to + 1, bytes.length())).update(sha256);
    return java.util.HexFormat.of().formatHex(sha256.digest());
  }
}
