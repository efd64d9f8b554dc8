// SPDX-License-Identifier: Apache-2.0
/**
 * A policy on trial: messages judged as a running wrap would judge them, without a server, without
 * a record, each as if nothing had happened before but what is said of it.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.trial.Trial}.
 *
 * <p>{@code Situation ▶ Trial ▶ Outcome}
 *
 * <p>Neighbours: the commands of {@code policy}; the judging is done by {@code Firewall}.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.trial;

import org.jspecify.annotations.NullMarked;
