// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.PolicyRevision;

/**
 * How a session enforces.
 *
 * @param server the name the policy knows the server by
 * @param session the session's unique name
 * @param revision the policy in force
 * @param monitor whether rulings are recorded but not enforced. What is not valid JSON-RPC is
 *     refused all the same: nobody can say what it means
 * @param failOpen whether traffic goes on when the record can't be written
 * @param refusals how refusals are worded
 */
public record SessionSettings(
    String server,
    String session,
    PolicyRevision revision,
    boolean monitor,
    boolean failOpen,
    Refusals refusals) {}
