// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.metadata;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The YAML of a block. Loading the library costs, so only this class touches it. */
final class Yaml {
  private static final int DEEPEST = 64;

  private Yaml() {}

  /** The fields of a block. */
  static Map<?, ?> fields(Block block) throws Malformed {
    String text = block.yaml();
    if (text.isBlank()) {
      throw new Malformed(block.error("expected METADATA block, found whitespace"));
    }
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(50).build();
    try {
      refuseDepth(block, text, settings);
      Object read = new Load(settings).loadFromString(text);
      return switch (read) {
        case null -> Map.of();
        case Map<?, ?> fields -> fields;
        default ->
            throw new Malformed(
                block
                    .error("METADATA must be a YAML map")
                    .help("write fields such as `title: …`, one a line"));
      };
    } catch (MarkedYamlEngineException e) {
      throw new Malformed(error(block, e));
    } catch (YamlEngineException | NumberFormatException e) {
      // The latter for an escape that is cut off.
      throw new Malformed(block.error("yaml: " + firstLine(e.getMessage())));
    }
  }

  private static void refuseDepth(Block block, String text, LoadSettings settings)
      throws Malformed {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw new Malformed(block.error("METADATA nests deeper than " + DEEPEST + " levels"));
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static RegoError error(Block block, MarkedYamlEngineException e) {
    int line = e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine()).orElse(0);
    RegoError error =
        RegoError.of(ErrorCode.PARSE, "yaml: " + firstLine(e.getProblem()), block.line(line));
    String text = block.yaml();
    return text.indexOf(":\u00A0") >= 0
        ? error.help("a no-break space follows the colon: write a plain one")
        : error;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "malformed" : message.lines().findFirst().orElse("malformed");
  }
}
