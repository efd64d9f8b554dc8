// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.pipeline.Pipeline;

/**
 * A policy as it is enforced in one direction. A message is decided, refused and recorded under one
 * of these, even if another takes its place meanwhile.
 *
 * @param pipeline used by the thread of its direction only
 * @param revision which policy it is
 * @param monitor whether rulings are recorded but not enforced. What is not valid JSON-RPC is
 *     refused all the same: nobody can say what it means
 * @param failOpen whether traffic goes on when the record can't be written
 * @param refusals how refusals are worded
 */
public record Enforcement(
    Pipeline pipeline,
    PolicyRevision revision,
    boolean monitor,
    boolean failOpen,
    Refusals refusals) {}
