// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.compile.PolicyCompiler.Compiled;
import dev.mcpfirewall.policy.place.Dissection;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.rego.Policy;
import java.util.List;

/** From the books of a policy to who decides by them. */
public final class PolicyEngines {
  private PolicyEngines() {}

  /**
   * Who decides by these books. Where they know of nothing but tools and rate limits, no Rego is
   * made, and the engine for it is not even loaded.
   *
   * @param books at least one; {@code rego:} and {@code data:} are read from the first only
   * @param dissection what knows how shells and hosts are read
   * @throws dev.mcpfirewall.config.ConfigException with all that is wrong, such as the errors of a
   *     Rego file where they stand in it
   */
  public static PolicyEngine of(
      List<Rulebook> books, PolicyRevision revision, Site site, Dissection dissection) {
    return books.stream().allMatch(PolicyEngines::isPlain)
        ? new PlainEngine(books, revision)
        : RegoEngine.of(books, revision, site, dissection);
  }

  /**
   * The Rego that decides, for questions of one's own, such as its tests.
   *
   * @param extension whose documents the Rego finds
   * @throws dev.mcpfirewall.rego.error.RegoException with all that is wrong
   */
  public static Policy policy(
      Compiled compiled, Extension extension, Site site, Dissection dissection) {
    return Loading.policy(compiled, extension, new Places(site.roots(), dissection));
  }

  private static boolean isPlain(Rulebook book) {
    return book.agents().isEmpty()
        && book.rules().isEmpty()
        && book.outbound().isEmpty()
        && book.sequences().chains().isEmpty()
        && book.sequences().flows().isEmpty()
        && book.extension().equals(Extension.NONE);
  }
}
