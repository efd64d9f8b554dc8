// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.decision.PolicyRevision;
import java.util.List;

/**
 * A policy, and how it came about.
 *
 * @param policy what holds
 * @param revision of the policy
 * @param layers the files it was made of, the weakest first; none if nothing is configured
 * @param warnings what was ignored, because a file that can only make things stricter said it
 */
public record LoadedPolicy(
    PolicyFile policy, PolicyRevision revision, List<Layer> layers, List<Problem> warnings) {
  public LoadedPolicy {
    layers = List.copyOf(layers);
    warnings = List.copyOf(warnings);
  }
}
