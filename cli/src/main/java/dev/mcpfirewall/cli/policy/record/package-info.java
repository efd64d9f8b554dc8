// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded traffic: read from an audit log session by session, told again as far as the log has it,
 * and put before today's policy.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.record.ReplayCommand}.
 *
 * <p>{@code log ▶ Trail ▶ Retold ▶ Replay ▶ ReplayReport}
 *
 * <p>Neighbours: {@code trial} judges; {@code learn} makes a policy of the same traffic.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.record;

import org.jspecify.annotations.NullMarked;
