// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
sealed interface TemplateNode {
  record Text(String text) implements TemplateNode {}

  /** Prints a pipeline, or only sets variables. */
  record Action(Pipe pipe) implements TemplateNode {}

  record If(Pipe pipe, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  record With(Pipe pipe, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  record Range(Pipe pipe, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  record Break() implements TemplateNode {}

  record Continue() implements TemplateNode {}

  /**
   * {@code $a, $b := first | second}.
   *
   * @param assigns whether the variables exist already
   */
  record Pipe(List<String> variables, boolean assigns, List<Command> commands) {}

  /** A function and its arguments, or one operand. */
  record Command(List<Operand> operands) {}

  /** A part of a command. */
  sealed interface Operand {}

  record Dot() implements Operand {}

  /** A string, a {@code Long}, a {@code Double}, a {@code Boolean}, or null for {@code nil}. */
  record Constant(@Nullable Object value) implements Operand {}

  record Variable(String name) implements Operand {}

  record Function(String name) implements Operand {}

  record Nested(Pipe pipe) implements Operand {}

  /** {@code of.name}. */
  record Field(Operand of, String name) implements Operand {}
}
