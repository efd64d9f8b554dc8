// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Shape;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.format.Formatter.Target;
import dev.mcpfirewall.rego.parse.ComplianceModules;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Formatting keeps what a module says, and all comments; formatting twice is formatting once. */
class FormatterProperties {
  @Property
  void aTreeIsReadAsItWasWritten(@ForAll long seed) {
    Module module = new GeneratedModule(seed).module();

    String text = Formatter.format(module, Target.SAME);

    assertThat(shape(parse(text))).as(text).isEqualTo(shape(module));
    assertThat(format(text)).isEqualTo(text);
  }

  @Property
  void noLayoutChangesTheTree(@ForAll long seed, @ForAll long layout) {
    String text = Formatter.format(new GeneratedModule(seed).module(), Target.SAME);

    keeps(Scattered.of(text, layout));
  }

  @Test
  void keepsEveryModuleOfOpasCases() {
    Assumptions.assumeTrue(ComplianceModules.present());

    assertThat(ComplianceModules.modules().values()).allSatisfy(FormatterProperties::keeps);
  }

  private static void keeps(String text) {
    String formatted = format(text);

    assertThat(shape(parse(formatted))).as(formatted).isEqualTo(shape(parse(text)));
    assertThat(comments(formatted)).as(formatted).isEqualTo(comments(text));
    assertThat(format(formatted)).as(text).isEqualTo(formatted);
  }

  private static List<String> comments(String text) {
    return parse(text).comments().stream().map(c -> c.text().stripTrailing()).toList();
  }

  private static Module parse(String text) {
    return Parser.module(new Source("m.rego", text), Options.V1);
  }

  private static String format(String text) {
    return Formatter.format(parse(text), Target.SAME);
  }

  /** The formatter sorts imports, and writes {@code :=} where a head of a rule has {@code =}. */
  private static String shape(Module module) {
    List<Module.Import> imports =
        module.imports().stream()
            .sorted(Comparator.comparing(one -> one.path() + " " + one.alias()))
            .toList();
    String shape =
        Shape.of(
            new Module(
                module.source(),
                module.version(),
                module.name(),
                imports,
                module.rules(),
                module.comments(),
                module.annotations()));
    return shape.replace("(= ", "(:= ");
  }
}
