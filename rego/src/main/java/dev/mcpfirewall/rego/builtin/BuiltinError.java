// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.error.ErrorCode;

/**
 * A built-in that can't answer. Where errors are not strict, the expression is then undefined.
 * Without a stack trace: it is no fault of ours, and may be thrown a thousand times in a decision.
 * The message goes without the built-in's name; whoever catches it prefixes it ({@code "concat:
 * operand 1 must be string but got number"}).
 */
public final class BuiltinError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  private BuiltinError(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** {@code eval_builtin_error}. */
  public static BuiltinError failed(String message) {
    return new BuiltinError(ErrorCode.EVAL_BUILTIN, message);
  }

  /** {@code eval_type_error}. */
  public static BuiltinError type(String message) {
    return new BuiltinError(ErrorCode.EVAL_TYPE, message);
  }

  /** {@link ErrorCode#EVAL_BUILTIN} or {@link ErrorCode#EVAL_TYPE}. */
  public ErrorCode code() {
    return code;
  }
}
