// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document can hold, as far as references into it are concerned: the names of its members,
 * and what is below them. A reference that leaves the schema is an error, so that a misspelt {@code
 * input.tol.name} does not turn a rule off. Immutable and thread-safe.
 */
public interface InputSchema {
  /** Anything at all. */
  InputSchema ANY =
      new InputSchema() {
        @Override
        public Optional<InputSchema> member(String name) {
          return Optional.of(this);
        }

        @Override
        public Optional<InputSchema> element() {
          return Optional.of(this);
        }

        @Override
        public List<String> names() {
          return List.of();
        }
      };

  /** A value without members: a string, a number, a boolean, null. */
  InputSchema SCALAR = object(Map.of());

  /** What is at a name; empty where nothing can be. */
  Optional<InputSchema> member(String name);

  /**
   * What is at a key that isn't known, or is no string: an element of an array, a member found by a
   * variable; empty where there can be none.
   */
  Optional<InputSchema> element();

  /** The names it knows, for "did you mean". */
  List<String> names();

  /** An object of these members and no others; a variable may lead to any of them. */
  static InputSchema object(Map<String, InputSchema> members) {
    return new ObjectSchema(Map.copyOf(members));
  }

  /** An array, or an object whose keys aren't known, with such elements. */
  static InputSchema listOf(InputSchema element) {
    return new ListSchema(element);
  }
}
