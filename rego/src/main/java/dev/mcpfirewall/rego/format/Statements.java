// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Import;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.format.Formatter.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The statements of a module as text, in their order. */
final class Statements {
  private static final List<String> REGO_V1 = List.of("rego", "v1");

  private final Module module;
  private final Target target;
  private final Page page;
  private final Rules rules;
  private boolean single;

  Statements(Module module, Target target) {
    this.module = module;
    this.target = target;
    this.page = new Page(module.source().text(), module.comments());
    boolean v1 = target != Target.SAME || module.version() == Version.V1;
    this.rules = new Rules(page, Syntax.of(module, v1));
  }

  String text() {
    Location name = module.name().at();
    if (page.comments(name.start(), true)) {
      page.begin(page.blankBefore(name.start()));
    }
    page.add("package " + Names.path(module.name().path()));
    List<Import> imports = imports();
    int next = 0;
    int rule = 0;
    while (next < imports.size() || rule < module.rules().size()) {
      boolean isImport =
          rule == module.rules().size()
              || next < imports.size()
                  && imports.get(next).at().start() < module.rules().get(rule).at().start();
      if (isImport) {
        next = group(imports, next);
      } else {
        rule = rule(rule);
      }
    }
    trailing();
    return page.finish();
  }

  private void trailing() {
    if (page.ownCommentAhead(Integer.MAX_VALUE)) {
      page.separate();
    }
  }

  private List<Import> imports() {
    List<Import> out = new ArrayList<>();
    boolean drops = target != Target.SAME;
    for (Import one : module.imports()) {
      boolean future = one.path().getFirst().equals("future");
      boolean rego = one.path().equals(REGO_V1);
      if (!drops || !future && !(rego && target == Target.V1)) {
        out.add(one);
      }
    }
    boolean has = out.stream().anyMatch(one -> one.path().equals(REGO_V1));
    if (target == Target.BOTH && !has) {
      int end = module.name().at().end();
      out.addFirst(new Import(module.source().at(end, end), REGO_V1, java.util.Optional.empty()));
    }
    return out;
  }

  /**
   * Imports that stand on lines next to each other, sorted, but for one with a comment behind it;
   * the index of the next one.
   */
  private int group(List<Import> imports, int from) {
    int to = from + 1;
    while (to < imports.size()
        && page.firstRow(imports.get(to).at()) == page.lastRow(imports.get(to - 1).at()) + 1
        && !page.hasComment(imports.get(from).at().start(), imports.get(to).at().start())) {
      to++;
    }
    boolean stays = page.isTrailed(imports.get(to - 1).at());
    List<Import> sorted = new ArrayList<>(imports.subList(from, stays ? to - 1 : to));
    sorted.sort(
        Comparator.comparing((Import one) -> String.join("\0", one.path()))
            .thenComparing(one -> one.alias().orElse("")));
    if (stays) {
      sorted.add(imports.get(to - 1));
    }
    begin(imports.get(from).at(), from > 0 && adjacent(imports, from));
    for (int i = 0; i < sorted.size(); i++) {
      if (i > 0) {
        page.begin(false);
      }
      Import one = sorted.get(i);
      page.add("import " + Names.path(one.path()));
      one.alias().ifPresent(alias -> page.add(" as " + alias));
    }
    return to;
  }

  /** Whether an import stood on the line below the one before it. */
  private boolean adjacent(List<Import> imports, int index) {
    return page.firstRow(imports.get(index).at()) == page.lastRow(imports.get(index - 1).at()) + 1;
  }

  /** Begins a statement, behind its comments. */
  private void begin(Location at, boolean close) {
    page.trailing(at.start());
    if (page.ownCommentAhead(at.start())) {
      page.separate();
      page.comments(at.start(), true);
      page.begin(page.blankBefore(at.start()));
    } else {
      page.begin(!close);
    }
  }

  private int rule(int index) {
    Rule rule = module.rules().get(index);
    begin(rule.at(), index > 0 && together(module.rules().get(index - 1), rule));
    int length = page.length();
    rules.rule(rule);
    single = page.oneLineSince(length);
    return index + 1;
  }

  /** Whether two rules of a line each stood on neighbouring lines. */
  private boolean together(Rule one, Rule next) {
    return single
        && rules.groups(one)
        && rules.groups(next)
        && page.firstRow(next.at()) == page.lastRow(one.at()) + 1;
  }
}
