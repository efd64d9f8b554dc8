// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * Where an event belongs.
 *
 * @param session the session's unique name
 * @param server the name the policy knows the server by
 * @param revision the policy in force when it was decided
 */
public record Scope(String session, String server, PolicyRevision revision) {}
