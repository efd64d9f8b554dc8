// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a chain ended when its head was last written, signed and kept apart from the log: without
 * it a log whose last lines were cut off would look whole.
 *
 * @param chain the chain's name
 * @param file the name of the file that holds the line
 * @param seq the line's number
 * @param hash the line's hash
 * @param closed whether the chain was ended in order
 * @param time when, RFC 3339
 * @param key the id of the key that signed
 * @param sig the signature
 */
record Head(
    String chain,
    String file,
    long seq,
    String hash,
    boolean closed,
    String time,
    String key,
    String sig) {
  static final String SUFFIX = ".head";

  /** Signs a head. */
  static Head sign(
      String chain, String file, Chain.Mark at, boolean closed, Instant now, SigningKey key) {
    String time = time(now);
    Head open = new Head(chain, file, at.seq(), at.hash(), closed, time, key.open().id(), "");
    return new Head(
        chain, file, at.seq(), at.hash(), closed, time, open.key, key.sign(open.statement()));
  }

  /** Reads a head; nothing if the bytes are none. */
  static Optional<Head> parse(Bytes bytes) {
    if (!(Document.parse(bytes) instanceof Document document)) {
      return Optional.empty();
    }
    try {
      Line line = new Line(document);
      Head head =
          new Head(
              line.text("chain"),
              line.text("file"),
              line.number("seq"),
              line.text("hash"),
              line.member("closed").is(Kind.TRUE),
              line.text("time"),
              line.text("key"),
              line.text("sig"));
      return head.toBytes().equals(bytes) ? Optional.of(head) : Optional.empty();
    } catch (Line.Unreadable e) {
      return Optional.empty();
    }
  }

  boolean isSignedBy(VerifyingKey candidate) {
    return candidate.id().equals(key) && candidate.verifies(statement(), sig);
  }

  /** Puts it in the place of the chain's head before. */
  void write(Path heads, boolean sync) throws IOException {
    OwnerOnly.directory(heads);
    OwnerOnly.replace(heads.resolve(chain + SUFFIX), toBytes().toArray(), sync);
  }

  private Bytes toBytes() {
    NavigableMap<String, Object> members = members();
    members.put("sig", sig);
    return Bytes.owning(new LineBuffer().object(members).raw('\n').toArray());
  }

  private byte[] statement() {
    return Statement.head(members());
  }

  private NavigableMap<String, Object> members() {
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("chain", chain);
    members.put("closed", closed);
    members.put("file", file);
    members.put("hash", hash);
    members.put("key", key);
    members.put("seq", seq);
    members.put("time", time);
    return members;
  }

  private static String time(Instant at) {
    String quoted =
        new String(new LineBuffer().time(at).toArray(), java.nio.charset.StandardCharsets.US_ASCII);
    return quoted.substring(1, quoted.length() - 1);
  }
}
