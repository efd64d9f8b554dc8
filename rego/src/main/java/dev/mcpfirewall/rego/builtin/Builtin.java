// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function.
 *
 * @param name as policies call it
 * @param signature its types, for people and for the type checker: {@code "(delimiter: string,
 *     collection: array[string] | set[string]) string"}; the grammar is that of {@code
 *     type.Signature}
 * @param does what it does; a null answer is undefined, a {@link BuiltinError} an error
 */
public record Builtin(String name, String signature, Code does) {

  /** Code by number of arguments: no array where none is needed. */
  public sealed interface Code {}

  /** No argument. */
  @FunctionalInterface
  public non-sealed interface Of0 extends Code {
    @Nullable Value call(Evaluation in);
  }

  /** One argument. */
  @FunctionalInterface
  public non-sealed interface Of1 extends Code {
    @Nullable Value call(Evaluation in, Value a);
  }

  /** Two arguments. */
  @FunctionalInterface
  public non-sealed interface Of2 extends Code {
    @Nullable Value call(Evaluation in, Value a, Value b);
  }

  /** Three arguments. */
  @FunctionalInterface
  public non-sealed interface Of3 extends Code {
    @Nullable Value call(Evaluation in, Value a, Value b, Value c);
  }

  /** Four and more, or any number. */
  @FunctionalInterface
  public non-sealed interface OfMany extends Code {
    @Nullable Value call(Evaluation in, List<Value> arguments);
  }

  /**
   * A relation: none, one or many answers, such as {@code walk}'s. Stops where {@code each} says
   * false.
   */
  @FunctionalInterface
  public non-sealed interface Relation extends Code {
    void call(Evaluation in, Value a, Answers each);
  }

  /** Takes the answers of a relation one by one. */
  @FunctionalInterface
  public interface Answers {
    /** Whether more are wanted. */
    boolean take(Value answer);
  }
}
