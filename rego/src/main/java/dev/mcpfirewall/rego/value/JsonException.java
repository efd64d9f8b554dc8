// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** Bytes that are no JSON, or JSON beyond the limits of the reader. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int offset;

  JsonException(String reason, int offset) {
    super(reason + " at offset " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
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
