// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** Bytes that are no JSON, or JSON beyond the limits of the reader. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int offset;
  private final boolean limit;

  JsonException(String reason, int offset) {
    this(reason, offset, false);
  }

  private JsonException(String reason, int offset, boolean limit) {
    super(reason + " at offset " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
    this.limit = limit;
  }

  static JsonException limit(String reason, int offset) {
    return new JsonException(reason, offset, true);
  }

  /** Whether it may well be JSON, but beyond the limits of the reader. */
  public boolean isLimit() {
    return limit;
  }

  /** What is wrong, without the place, as Go's reader words it. */
  public String reason() {
    return reason;
  }

  /** The byte, from 0, where it went wrong. */
  public int offset() {
    return offset;
  }
}
