// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a signature is made over: a line that says what kind of statement it is, so that none can be
 * passed off as another, and the canonical JSON of what is stated.
 */
final class Statement {
  private Statement() {}

  /** That the chain up to line {@code of} has this hash. */
  static byte[] seal(String chain, long of, String hash, String key, Instant at) {
    NavigableMap<String, Object> stated = new TreeMap<>();
    stated.put("chain", chain);
    stated.put("hash", hash);
    stated.put("key", key);
    stated.put("of", of);
    stated.put("time", at);
    return bytes("seal", stated);
  }

  /** That from here on another key signs the chain. */
  static byte[] handover(String chain, String oldKey, String newKey, String publicKey) {
    NavigableMap<String, Object> stated = new TreeMap<>();
    stated.put("chain", chain);
    stated.put("key", newKey);
    stated.put("old", oldKey);
    stated.put("public", publicKey);
    return bytes("key", stated);
  }

  /** Where a chain ends. */
  static byte[] head(NavigableMap<String, ?> members) {
    return bytes("head", members);
  }

  private static byte[] bytes(String what, NavigableMap<String, ?> stated) {
    LineBuffer out = new LineBuffer();
    out.raw(("mcp-firewall audit " + what + " 1\n").getBytes(StandardCharsets.US_ASCII));
    return out.object(stated).toArray();
  }
}
