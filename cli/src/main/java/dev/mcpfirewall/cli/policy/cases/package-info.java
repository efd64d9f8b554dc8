// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of a policy that stand beside it: messages, and what is to become of them.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.cases.CaseFile}.
 *
 * <p>{@code NAME_test.yaml ▶ cases ▶ put before the policy ▶ results, coverage}
 *
 * <p>Neighbours: {@code policy test} runs and reports them, with those that are written in Rego.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.cases;

import org.jspecify.annotations.NullMarked;
