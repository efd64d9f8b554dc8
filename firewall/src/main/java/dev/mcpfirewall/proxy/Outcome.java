// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.json.Bytes;
import java.util.Optional;

/**
 * What is to be done about one message, once it is recorded.
 *
 * @param policy under which it was decided
 * @param event the record
 * @param forward what goes on to the other side
 * @param reply what goes back to the sender
 */
record Outcome(
    Enforcement policy, Event.Decided event, Optional<Bytes> forward, Optional<Bytes> reply) {}
