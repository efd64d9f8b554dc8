// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.decision.PolicyRevision;

/**
 * The policy decision point: a pure function of its input and the policy. Safe for any thread; no
 * input makes it throw: what goes wrong inside is a {@link Decision} that denies.
 */
public interface PolicyEngine {
  /** Decides one message. */
  Decision decide(PolicyInput input);

  /** Decides it, and says of each rule that was tried why it did not match. Slow; for people. */
  Explanation explain(PolicyInput input);

  /** Which policy it is. */
  PolicyRevision revision();
}
