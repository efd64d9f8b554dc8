// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.metadata;

import dev.mcpfirewall.rego.error.RegoError;

/** Ends the reading of one block. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient RegoError error;

  Malformed(RegoError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  RegoError error() {
    return error;
  }
}
