// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.decision.PolicyRevision;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A policy, and how it came about.
 *
 * @param policy what holds
 * @param revision of the policy
 * @param layers the files it was made of, the weakest first; none if nothing is configured
 * @param sources where the policy would change if something changed there
 * @param warnings what was ignored, because a file that can only make things stricter said it
 */
public record LoadedPolicy(
    PolicyFile policy,
    PolicyRevision revision,
    List<Layer> layers,
    Sources sources,
    List<Problem> warnings) {
  public LoadedPolicy {
    layers = List.copyOf(layers);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a policy was made of.
   *
   * @param files everything that was read: YAML, profiles, Rego, data; and the places where a file
   *     would count if there were one. Absolute
   * @param directories those that were searched for a pattern: what appears there may count.
   *     Absolute
   */
  public record Sources(NavigableSet<Path> files, NavigableSet<Path> directories) {
    public Sources {
      files = Collections.unmodifiableNavigableSet(new TreeSet<>(files));
      directories = Collections.unmodifiableNavigableSet(new TreeSet<>(directories));
    }
  }
}
