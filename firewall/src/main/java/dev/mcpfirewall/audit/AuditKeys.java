// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of keys: {@code audit.key} signs (both halves, owner-only), every {@code
 * audit-<id>.pub} beside it is a public key that has signed at some time. Any number of processes
 * may use the same directory at once.
 */
public final class AuditKeys {
  private static final String CURRENT = "audit.key";

  private final Path directory;

  private AuditKeys(Path directory) {
    this.directory = directory;
  }

  /** The keys in this directory, which need not exist yet. */
  public static AuditKeys in(Path directory) {
    return new AuditKeys(directory);
  }

  /**
   * The key that signs now, made on first use. Of several processes that make one at the same
   * moment, one wins and all get its key.
   *
   * @throws IOException if it can be neither read nor made
   */
  SigningKey current() throws IOException {
    try {
      return read();
    } catch (NoSuchFileException e) {
      SigningKey fresh = SigningKey.generate();
      OwnerOnly.directory(directory);
      Path open = publish(fresh);
      if (!OwnerOnly.publish(file(), bytes(fresh.pem()))) {
        Files.deleteIfExists(open);
      }
      return read();
    }
  }

  /** When the current key was last changed; the epoch where there is none. Cheap. */
  FileTime changed() {
    try {
      return Files.getLastModifiedTime(file());
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  /**
   * Puts a new key in the place of the current one, whose private half is forgotten. Processes that
   * are running sign the handover in their own chains.
   *
   * @return the new key
   */
  SigningKey replace() throws IOException {
    SigningKey fresh = SigningKey.generate();
    OwnerOnly.directory(directory);
    publish(fresh);
    OwnerOnly.replace(file(), bytes(fresh.pem()), true);
    return fresh;
  }

  /**
   * Every public key in the directory; empty if there are none.
   *
   * @throws IOException if the directory or a key cannot be read
   */
  public List<Path> publicKeys() throws IOException {
    List<Path> keys = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pub")) {
        files.forEach(keys::add);
      }
    }
    keys.sort(null);
    return keys;
  }

  private Path publish(SigningKey key) throws IOException {
    Path open = directory.resolve("audit-" + key.open().id() + ".pub");
    OwnerOnly.replace(open, bytes(key.open().pem()), true);
    return open;
  }

  private SigningKey read() throws IOException {
    try {
      return SigningKey.parse(Files.readString(file(), StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IOException("the signing key `" + file() + "` is damaged: " + e.getMessage(), e);
    }
  }

  private Path file() {
    return directory.resolve(CURRENT);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
