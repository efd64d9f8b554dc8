// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.crypto.Base64Text;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The first document of a YAML text as JSON would have it. Depth is bounded, and so is what aliases
 * multiply. Of one thread.
 */
final class YamlReader {
  /** So many values may a document have, each counted as often as aliases repeat it. */
  private static final int MAX_VALUES = 1_000_000;

  private final Evaluation in;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int values;

  private YamlReader(Evaluation in, Iterator<Event> events) {
    this.in = in;
    this.events = events;
  }

  /** A value with an anchor: how many values it is, and how deep. */
  private record Anchored(Value value, int values, int depth) {}

  static Value read(Evaluation in, String text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        if (events.next() instanceof DocumentStartEvent) {
          return new YamlReader(in, events).node(events.next(), 0);
        }
      }
      return NullValue.NULL;
    } catch (MarkedYamlEngineException e) {
      throw BuiltinError.failed("yaml: " + line(e) + e.getProblem());
    } catch (YamlEngineException e) {
      throw BuiltinError.failed("yaml: " + e.getMessage());
    } catch (NumberFormatException e) {
      // The library turns an escape that is cut off, as in "\\u", into a number unasked.
      throw BuiltinError.failed("yaml: invalid escape in a quoted text");
    }
  }

  private static String line(MarkedYamlEngineException e) {
    return e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
  }

  private Value node(Event event, int depth) {
    count(1);
    if (depth > Json.DEPTH) {
      throw new LimitExceeded("yaml: exceeded max depth of " + Json.DEPTH);
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias.getAlias(), depth);
    }
    int before = values;
    Value value =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent _ -> sequence(depth);
          case MappingStartEvent _ -> mapping(depth);
          default -> throw BuiltinError.failed("yaml: unexpected " + event.getEventId());
        };
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), new Anchored(value, 1 + values - before, depth(value)));
    }
    return value;
  }

  private Value alias(Anchor name, int depth) {
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw BuiltinError.failed("yaml: unknown anchor '" + name + "' referenced");
    }
    count(anchored.values);
    if (depth + anchored.depth > Json.DEPTH) {
      throw new LimitExceeded("yaml: exceeded max depth of " + Json.DEPTH);
    }
    return anchored.value;
  }

  private void count(int more) {
    in.spend(more);
    values += more;
    if (values > MAX_VALUES) {
      throw new LimitExceeded("yaml: document contains excessive aliasing");
    }
  }

  /** Asked for each anchor; counted, so that anchors around anchors are paid for. */
  private int depth(Value value) {
    count(1);
    int deepest = -1;
    switch (value) {
      case ArrayValue array -> {
        for (int i = 0; i < array.size(); i++) {
          deepest = Math.max(deepest, depth(array.get(i)));
        }
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          deepest = Math.max(deepest, depth(object.memberValue(i)));
        }
      }
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, SetValue _ -> {}
    }
    return deepest + 1;
  }

  private static Value scalar(ScalarEvent event) {
    String text = event.getValue();
    String tag = event.getTag().orElse("");
    return switch (tag) {
      case "" -> event.isPlain() ? YamlScalars.resolve(text) : StringValue.of(text);
      case "tag:yaml.org,2002:bool",
          "tag:yaml.org,2002:int",
          "tag:yaml.org,2002:float",
          "tag:yaml.org,2002:null" ->
          YamlScalars.resolve(text);
      case "tag:yaml.org,2002:binary" -> StringValue.ofBytes(Base64Text.standard(text));
      default -> StringValue.of(text);
    };
  }

  private Value sequence(int depth) {
    List<Value> elements = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      elements.add(node(event, depth + 1));
      event = events.next();
    }
    return ArrayValue.of(elements);
  }

  private Value mapping(int depth) {
    ObjectValue.Builder members = ObjectValue.builder(0);
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      boolean merge =
          event instanceof ScalarEvent scalar
              && scalar.isPlain()
              && scalar.getTag().isEmpty()
              && scalar.getValue().equals("<<");
      Value key = node(event, depth + 1);
      Value value = node(events.next(), depth + 1);
      if (merge) {
        merge(value, members);
      } else {
        members.put(key(key), value);
      }
      event = events.next();
    }
    return members.build();
  }

  private void merge(Value value, ObjectValue.Builder into) {
    if (value instanceof ObjectValue object) {
      count(object.size());
      object.forEach(into::put);
    } else if (value instanceof ArrayValue array) {
      // The first of several has the last word.
      for (int i = array.size() - 1; i >= 0; i--) {
        if (!(array.get(i) instanceof ObjectValue object)) {
          throw noMapping();
        }
        count(object.size());
        object.forEach(into::put);
      }
    } else {
      throw noMapping();
    }
  }

  private static BuiltinError noMapping() {
    return BuiltinError.failed("yaml: map merge requires map or sequence of maps as the value");
  }

  /** JSON's keys are strings. */
  private static StringValue key(Value key) {
    return switch (key) {
      case StringValue string -> string;
      case NumberValue _, BooleanValue _ -> StringValue.of(key.toString());
      case NullValue _, ArrayValue _, ObjectValue _, SetValue _ ->
          throw BuiltinError.failed("unsupported map key of type: " + key.typeName());
    };
  }
}
