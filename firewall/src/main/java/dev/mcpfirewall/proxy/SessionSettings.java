// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Memory;
import dev.mcpfirewall.pipeline.Place;

/**
 * What stays the same for a session, whatever becomes of the policy.
 *
 * @param place where it runs
 * @param agent what is known of the client before it has said anything
 * @param memory what it has done and seen; nothing yet
 */
public record SessionSettings(Place place, Agent agent, Memory memory) {}
