// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.error;

/** The kinds of errors, spelt as OPA spells them. */
public enum ErrorCode {
  /** The text is no Rego. */
  PARSE("rego_parse_error"),
  /** The rules contradict each other, or the version of the language. */
  COMPILE("rego_compile_error"),
  /** A static type can't be right. */
  TYPE("rego_type_error"),
  /** A variable is never bound. */
  UNSAFE_VAR("rego_unsafe_var_error"),
  /** A rule needs itself. */
  RECURSION("rego_recursion_error"),
  /** Two values for what has one. */
  EVAL_CONFLICT("eval_conflict_error"),
  /** A built-in could not do its work. */
  EVAL_BUILTIN("eval_builtin_error"),
  /** A built-in was given what it does not take. */
  EVAL_TYPE("eval_type_error"),
  /** {@code with} would put a value where none can be. */
  EVAL_WITH_MERGE("eval_with_merge_error"),
  /** Cancelled by the caller. */
  EVAL_CANCEL("eval_cancel_error"),
  /** A budget of steps, time or size was used up. */
  EVAL_LIMIT("eval_limit_error"),
  /** A fault of this engine. */
  EVAL_INTERNAL("eval_internal_error");

  private final String spelling;

  ErrorCode(String spelling) {
    this.spelling = spelling;
  }

  /** As in {@code rego_parse_error}. */
  @Override
  public String toString() {
    return spelling;
  }
}
