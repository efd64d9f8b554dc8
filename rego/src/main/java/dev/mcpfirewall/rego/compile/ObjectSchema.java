// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of known members. */
record ObjectSchema(Map<String, InputSchema> members) implements InputSchema {
  @Override
  public Optional<InputSchema> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  @Override
  public Optional<InputSchema> element() {
    return members.isEmpty() ? Optional.empty() : Optional.of(ANY);
  }

  @Override
  public List<String> names() {
    return members.keySet().stream().sorted().toList();
  }
}
