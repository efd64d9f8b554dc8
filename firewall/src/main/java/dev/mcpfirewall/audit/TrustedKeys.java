// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys that a log may be signed with. Immutable. */
public final class TrustedKeys {
  private final Map<String, VerifyingKey> byId;

  private TrustedKeys(Map<String, VerifyingKey> byId) {
    this.byId = Map.copyOf(byId);
  }

  /**
   * Reads public keys in PEM.
   *
   * @throws IOException if a file cannot be read or holds no Ed25519 public key; the message names
   *     it
   */
  public static TrustedKeys read(List<Path> files) throws IOException {
    Map<String, VerifyingKey> keys = new HashMap<>();
    for (Path file : files) {
      try {
        VerifyingKey key = VerifyingKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        keys.put(key.id(), key);
      } catch (GeneralSecurityException e) {
        throw new IOException("no Ed25519 public key in `" + file + "`: " + e.getMessage(), e);
      }
    }
    return new TrustedKeys(keys);
  }

  /** Whether there is no key at all. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  Optional<VerifyingKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
