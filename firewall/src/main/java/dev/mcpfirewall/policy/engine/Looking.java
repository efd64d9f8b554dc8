// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.compile.PolicyCompiler.Compiled;
import java.util.List;

/** What of a message a policy looks at: the rest is not read. */
final class Looking {
  private static final List<String> GIVEN =
      List.of("lib.parts", "lib.places", "lib.has", "lib.maybe_has", "lib.hosts", "lib.strays");
  private static final String SAID = "lib.said";

  private Looking() {}

  static InputReader reader(Compiled compiled) {
    boolean own = !compiled.extensions().modules().isEmpty();
    boolean said = own || mentions(compiled, SAID);
    boolean given = said || GIVEN.stream().anyMatch(term -> mentions(compiled, term));
    return new InputReader(given, said);
  }

  private static boolean mentions(Compiled compiled, String term) {
    return compiled.modules().stream().anyMatch(module -> module.text().contains(term));
  }
}
