// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.audit.VerifyReport.Kind;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The signatures of a chain as it is read: which key may sign now, and what is covered so far. */
final class Seals {
  private final String chain;
  private final TrustedKeys trusted;
  private final Map<String, VerifyingKey> introduced = new HashMap<>();
  private final Set<String> foreign = new HashSet<>();
  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private String active = "";
  private long through;
  private boolean fresh;

  /** A line that no seal covers yet. */
  private record Open(long seq, String hash, boolean isSeal) {}

  /** What is wrong with a signature. */
  record Flaw(Kind kind, long seq, String message) {}

  Seals(String chain, TrustedKeys trusted) {
    this.chain = chain;
    this.trusted = trusted;
  }

  /** The next line of the chain. */
  void line(long seq, String hash, boolean isSeal) {
    open.add(new Open(seq, hash, isSeal));
    fresh = false;
  }

  /** That line is a seal; empty if it is in order. */
  Optional<Flaw> seal(Line line, long seq) throws Line.Unreadable {
    long of = line.number("of");
    String id = line.text("key");
    String sig = line.text("sig");
    Optional<Flaw> wrongKey = wrongKey(id, seq);
    if (wrongKey.isPresent() || foreign.contains(id)) {
      return wrongKey;
    }
    while (!open.isEmpty() && open.getFirst().seq() < of) {
      open.removeFirst();
    }
    if (open.isEmpty() || open.getFirst().seq() != of || of >= seq) {
      return flaw(Kind.BAD_SIGNATURE, seq, "the seal is over line " + of + ", which is not here");
    }
    String hash = open.getFirst().hash();
    if (!key(id).orElseThrow().verifies(statement(of, hash, id, line.text("time")), sig)) {
      return flaw(
          Kind.BAD_SIGNATURE, seq, "the signature is not that of the chain up to line " + of);
    }
    open.removeFirst();
    active = id;
    through = of;
    fresh = true;
    return Optional.empty();
  }

  private byte[] statement(long of, String hash, String id, String time) throws Line.Unreadable {
    try {
      return Statement.seal(chain, of, hash, id, Instant.parse(time));
    } catch (DateTimeParseException e) {
      throw new Line.Unreadable("time");
    }
  }

  private Optional<Flaw> wrongKey(String id, long seq) {
    if (key(id).isEmpty()) {
      return foreign.add(id)
          ? flaw(Kind.FOREIGN_KEY, seq, "signed with the key " + id + ", which is not trusted")
          : Optional.empty();
    }
    return active.isEmpty() || active.equals(id)
        ? Optional.empty()
        : flaw(
            Kind.FOREIGN_KEY,
            seq,
            "signed with the key " + id + ", to which " + active + " did not hand over");
  }

  /** The line hands over to another key; empty if it is in order. */
  Optional<Flaw> handover(Line line, long seq) throws Line.Unreadable {
    String old = line.text("old");
    String next = line.text("key");
    String base64 = line.text("public");
    Optional<VerifyingKey> signer = key(old);
    if (signer.isEmpty() || !(active.isEmpty() || active.equals(old))) {
      return foreign.add(old)
          ? flaw(Kind.FOREIGN_KEY, seq, "handed over by the key " + old + ", which may not")
          : Optional.empty();
    }
    byte[] statement = Statement.handover(chain, old, next, base64);
    if (!signer.get().verifies(statement, line.text("sig"))) {
      return flaw(Kind.BAD_SIGNATURE, seq, "the handover to another key is not signed by " + old);
    }
    try {
      VerifyingKey key = VerifyingKey.ofBase64(base64);
      if (!key.id().equals(next)) {
        return flaw(Kind.BAD_SIGNATURE, seq, "the handover names another key than it carries");
      }
      introduced.put(next, key);
      active = next;
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return flaw(Kind.BAD_SIGNATURE, seq, "the handover carries no Ed25519 key");
    }
  }

  /** A key that is trusted, or that a trusted one handed over to. */
  Optional<VerifyingKey> key(String id) {
    return trusted.find(id).or(() -> Optional.ofNullable(introduced.get(id)));
  }

  /** The last line that a valid seal covers, 0 if there is none. */
  long through() {
    return through;
  }

  /** Whether the last line is a seal that is in order. */
  boolean isFresh() {
    return fresh;
  }

  /** How many lines that are no seals stand behind the last that is covered. */
  long unsigned() {
    return open.stream().filter(line -> !line.isSeal()).count();
  }

  private static Optional<Flaw> flaw(Kind kind, long seq, String message) {
    return Optional.of(new Flaw(kind, seq, message));
  }
}
