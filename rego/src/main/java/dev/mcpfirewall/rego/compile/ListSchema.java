// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import java.util.List;
import java.util.Optional;

/** Any number of elements of one kind. */
record ListSchema(InputSchema each) implements InputSchema {
  @Override
  public Optional<InputSchema> member(String name) {
    return Optional.of(each);
  }

  @Override
  public Optional<InputSchema> element() {
    return Optional.of(each);
  }

  @Override
  public List<String> names() {
    return List.of();
  }
}
