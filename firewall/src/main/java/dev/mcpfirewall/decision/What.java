// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import dev.mcpfirewall.json.Value;
import java.util.Optional;

/**
 * The message an event is about.
 *
 * @param direction which way it travelled
 * @param kind {@code request}, {@code notification}, {@code result}, {@code error} or {@code
 *     malformed}
 * @param method its method, or for an answer the method it answers; empty where unknown
 * @param id the JSON literal of its id, where it has one
 * @param tool the tool called or answering, where it is about one
 * @param arguments for a request with arguments or params: those, in the message to which the
 *     ruling's spans refer. They may hold secrets: whoever records them first removes the ruling's
 *     concealed spans
 * @param size bytes of the whole message
 */
public record What(
    Direction direction,
    String kind,
    String method,
    Optional<String> id,
    Optional<String> tool,
    Optional<Value> arguments,
    long size) {}
