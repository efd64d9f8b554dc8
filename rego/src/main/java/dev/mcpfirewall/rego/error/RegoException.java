// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.error;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that can't be compiled, or an evaluation that could not end. Never empty of errors. */
public final class RegoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<RegoError> errors;

  /** With all that is known to be wrong, in the order of the text. */
  public RegoException(List<RegoError> errors) {
    super(
        errors.stream().map(RegoError::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.errors = List.copyOf(errors);
  }

  /** With one error. */
  public RegoException(RegoError error) {
    this(List.of(error));
  }

  /** All that is wrong; at least one. */
  public List<RegoError> errors() {
    return errors;
  }
}
