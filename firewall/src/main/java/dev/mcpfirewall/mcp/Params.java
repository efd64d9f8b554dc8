// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Value;
import java.util.Optional;

/** What a request or notification asks, as far as the firewall has to tell methods apart. */
public sealed interface Params {
  /** The method's name. */
  String method();

  /** The params as sent, where there are any. */
  Optional<Value> value();

  /**
   * {@code tools/call}.
   *
   * @param arguments of any JSON kind, though the protocol asks for an object
   */
  record ToolCall(Value params, String name, Optional<Value> arguments) implements Params {
    @Override
    public String method() {
      return "tools/call";
    }

    @Override
    public Optional<Value> value() {
      return Optional.of(params);
    }
  }

  /** {@code notifications/cancelled}: the request it names need not exist. */
  record Cancel(Value params, Optional<Id> request) implements Params {
    @Override
    public String method() {
      return "notifications/cancelled";
    }

    @Override
    public Optional<Value> value() {
      return Optional.of(params);
    }
  }

  /** Every other method, known or not. */
  record Other(String method, @Override Optional<Value> value) implements Params {}
}
