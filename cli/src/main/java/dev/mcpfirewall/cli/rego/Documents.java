// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON and YAML files as values. */
final class Documents {
  private Documents() {}

  /**
   * The document of a file, by the ending of its name: YAML or else JSON.
   *
   * @throws WrongInput where it is neither
   */
  static Value read(String name, byte[] bytes) {
    return isYaml(name) ? yaml(name, bytes) : json(name, bytes);
  }

  /** Whether a file of this name is a document. */
  static boolean isDocument(String name) {
    return name.endsWith(".json") || isYaml(name);
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static Value json(String name, byte[] bytes) {
    try {
      return Json.view(bytes);
    } catch (JsonException e) {
      int line = 1;
      int column = 1;
      for (int i = 0; i < Math.min(e.offset(), bytes.length); i++) {
        column = bytes[i] == '\n' ? 1 : column + 1;
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new WrongInput(name + ":" + line + ":" + column + ": is no JSON: " + e.reason());
    }
  }

  private static Value yaml(String name, byte[] bytes) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      return value(
          new Load(settings)
              .loadFromString(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
    } catch (MarkedYamlEngineException e) {
      String place =
          e.getProblemMark()
              .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse("");
      throw new WrongInput(name + place + ": is no YAML: " + e.getProblem());
    } catch (YamlEngineException | NumberFormatException e) {
      // The latter for an escape that is cut off.
      throw new WrongInput(name + ": is no YAML: " + e.getMessage());
    }
  }

  private static Value value(@Nullable Object loaded) {
    return switch (loaded) {
      case null -> NullValue.NULL;
      case Boolean b -> BooleanValue.of(b);
      case Integer i -> NumberValue.of(i);
      case Long l -> NumberValue.of(l);
      case BigInteger i -> NumberValue.of(new BigDecimal(i));
      case Double d when Double.isFinite(d) -> NumberValue.of(BigDecimal.valueOf(d));
      case Map<?, ?> map -> {
        ObjectValue.Builder object = ObjectValue.builder(map.size());
        map.forEach((key, each) -> object.put(StringValue.of(String.valueOf(key)), value(each)));
        yield object.build();
      }
      case Iterable<?> list -> {
        List<Value> elements = new ArrayList<>();
        list.forEach(each -> elements.add(value(each)));
        yield ArrayValue.of(elements);
      }
      default -> StringValue.of(String.valueOf(loaded));
    };
  }
}
