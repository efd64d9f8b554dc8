// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import java.util.List;
import java.util.Optional;

/**
 * One JSON-RPC message, never a batch: the {@link Reader} splits those, so that no check can forget
 * them. Immutable.
 */
public sealed interface Message {
  /** The outermost object. */
  Value root();

  /** The message as it was sent. */
  default Bytes raw() {
    return root().document().bytes();
  }

  /** The document whose bytes all spans refer to. */
  default Document document() {
    return root().document();
  }

  /**
   * Every place in the message where text of the sender's choosing stands, in order; large.
   *
   * @param answers the method that this message answers, empty for a request or notification
   */
  default List<Surface> surfaces(String answers) {
    return Surfaces.of(this, answers);
  }

  /** A message that wants an answer. */
  record Request(Value root, Id id, Params params) implements Message {
    /** Its method. */
    public String method() {
      return params.method();
    }
  }

  /** A message that wants none. */
  record Notification(Value root, Params params) implements Message {
    /** Its method. */
    public String method() {
      return params.method();
    }
  }

  /** The answer to a request. */
  record Result(Value root, Id id, Value result) implements Message {}

  /**
   * The refusal of a request.
   *
   * @param id empty where the sender could not tell which request
   */
  record Failure(Value root, Optional<Id> id, Value error) implements Message {}
}
