// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Lines, each carrying its number, the hash of the line before and its own. A line's hash is
 * SHA-256 over its bytes without the {@code hash} member; as lines are written in canonical form,
 * that is the hash of the canonical form. Confined to one thread at a time; guarded by the
 * journal's lock.
 */
final class Chain {
  /** What the first line names as the hash before it. */
  static final String GENESIS = "0".repeat(64);

  private static final byte[] HASH = ascii("\"hash\":\"");
  private static final byte[] PREV = ascii("\"prev\":\"");
  private static final byte[] SEQ = ascii("\"seq\":");
  private static final byte[] CLOSE = ascii("\",");
  private static final byte[] END = ascii("}\n");

  private final LineBuffer out = new LineBuffer();
  private final MessageDigest sha256 = sha256();
  private final byte[] head = ascii(GENESIS);
  private long seq;
  private int lineAt;
  private int hashAt;

  /** A place between two lines. */
  record Mark(long seq, String hash) {}

  /** What has been composed and not yet been taken away. */
  LineBuffer out() {
    return out;
  }

  /** Behind the last line composed. Its seq is that line's, 0 before the first. */
  Mark mark() {
    return new Mark(seq, new String(head, StandardCharsets.US_ASCII));
  }

  /** Forgets the lines behind the mark. */
  void back(Mark mark) {
    seq = mark.seq;
    System.arraycopy(ascii(mark.hash), 0, head, 0, head.length);
  }

  /** Opens a line. */
  void begin() {
    lineAt = out.length();
    out.raw('{');
  }

  /** The member {@code hash}, filled in at the end, and a comma. */
  void hash() {
    out.raw(HASH);
    hashAt = out.reserve(64);
    out.raw(CLOSE);
  }

  /** The member {@code prev} and a comma. */
  void prev() {
    out.raw(PREV).raw(head).raw(CLOSE);
  }

  /** The member {@code seq} and a comma. */
  void seq() {
    out.raw(SEQ).number(seq + 1).raw(',');
  }

  /** Closes the line: from now on it is the chain's last. */
  void end() {
    out.raw(END);
    byte[] array = out.array();
    int memberAt = hashAt - HASH.length;
    int behind = hashAt + 64 + CLOSE.length;
    sha256.update(array, lineAt, memberAt - lineAt);
    sha256.update(array, behind, out.length() - 1 - behind);
    LineBuffer.hex(sha256.digest(), array, hashAt);
    System.arraycopy(array, hashAt, head, 0, 64);
    seq++;
  }

  /** A whole line of the chain's own book-keeping, in canonical order. */
  void line(String kind, Instant at, NavigableMap<String, ?> members) {
    NavigableMap<String, Object> all = new TreeMap<>(members);
    all.put("hash", "");
    all.put("kind", kind);
    all.put("prev", "");
    all.put("seq", 0);
    all.put("time", at);
    begin();
    String last = all.lastKey();
    for (var member : all.entrySet()) {
      switch (member.getKey()) {
        case "hash" -> hash();
        case "prev" -> prev();
        case "seq" -> seq();
        default -> {
          out.text(member.getKey()).raw(':').value(member.getValue());
          if (!member.getKey().equals(last)) {
            out.raw(',');
          }
        }
      }
    }
    end();
  }

  /** SHA-256, which every Java has. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
