// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.eval.node.Probe;
import dev.mcpfirewall.rego.eval.node.Probed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site while its steps are planned. Does nothing where no probe listens. */
final class Probing {
  static final Probing NONE =
      new Probing(Probe.Kind.LITERAL, Location.NONE, List.of(), List.of(), Map.of());

  private final Probe.Site site;
  private final List<Probe.Variable> after;
  private final Map<String, String> written;

  private Probing(
      Probe.Kind kind,
      Location at,
      List<Probe.Variable> before,
      List<Probe.Variable> after,
      Map<String, String> written) {
    this.after = after;
    this.written = written;
    site = new Probe.Site(kind, at, before, after);
  }

  /** What follows belongs to the site, up to {@link #end}. */
  static Probing begin(Probe.Kind kind, Location at, Names names, Block block) {
    if (!names.probed()) {
      return NONE;
    }
    Probing probing =
        new Probing(kind, at, block.variables(names.written()), new ArrayList<>(), names.written());
    block.link(next -> new Probed.Before(probing.site, next));
    return probing;
  }

  void end(Block block) {
    if (this != NONE) {
      after.addAll(block.variables(written));
      block.link(next -> new Probed.After(site, next));
    }
  }
}
