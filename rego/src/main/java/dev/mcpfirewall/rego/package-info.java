// SPDX-License-Identifier: Apache-2.0
/**
 * Rego, the policy language of Open Policy Agent, for Java: no native code, no process, no network.
 *
 * <p>A policy is compiled once, and then asked as often as one likes, from any thread:
 *
 * {@snippet :
 * Policy policy =
 *     Rego.compile(
 *         List.of(
 *             new Source(
 *                 "tools.rego",
 *                 """
 *                 package tools
 *
 *                 default allow := false
 *
 *                 allow if input.tool in {"read", "list"}
 *
 *                 deny contains $"{input.path} is outside the workspace" if {
 *                   not startswith(input.path, "/work/")
 *                 }
 *                 """)),
 *         Options.DEFAULT);
 *
 * Query allow = policy.query("data.tools.allow");
 * Value input = Json.read("{\"tool\": \"read\", \"path\": \"/etc/passwd\"}");
 * allow.value(input); // Optional[true]
 * policy.query("data.tools.deny").value(input); // Optional[{"/etc/passwd is outside …"}]
 * policy.query("data.tools.deny[x]; contains(x, \"etc\")").evaluate(input).rows(); // x for each
 * }
 *
 * <p>What is wrong with a policy, and what stops an evaluation, is a {@link
 * dev.mcpfirewall.rego.error.RegoException}; what a policy leaves undefined is an empty {@link
 * java.util.Optional}. The two are never the same: a broken rule does not look like one that does
 * not hold, if {@link dev.mcpfirewall.rego.Options#strictBuiltinErrors} is set.
 *
 * <pre>
 * Source - parse - compile - check - eval.Plan - Policy - Query - Result
 * </pre>
 */
@NullMarked
package dev.mcpfirewall.rego;

import org.jspecify.annotations.NullMarked;
