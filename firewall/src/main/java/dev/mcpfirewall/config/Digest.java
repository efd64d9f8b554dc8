// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of a file's bytes. Immutable. */
public final class Digest {
  static final int LENGTH = 32;

  private final byte[] value;

  Digest(byte[] value) {
    this.value = value.clone();
  }

  /** The digest of {@code content}. */
  public static Digest of(byte[] content) {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The digest that {@link #hex} spelt, if the text is one. */
  static Optional<Digest> parse(String hex) {
    try {
      byte[] value = HexFormat.of().parseHex(hex);
      return value.length == LENGTH ? Optional.of(new Digest(value)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  byte[] toArray() {
    return value.clone();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
