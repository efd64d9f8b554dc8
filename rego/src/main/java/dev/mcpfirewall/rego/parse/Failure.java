// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.error.RegoError;

/** Ends the statement at hand; {@link ModuleParser} goes on with the next one. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient RegoError error;

  Failure(RegoError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  RegoError error() {
    return error;
  }
}
