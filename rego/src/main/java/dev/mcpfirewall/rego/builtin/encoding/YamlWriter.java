// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Writes a value as YAML in blocks, keys in order. Of one thread. */
final class YamlWriter {
  private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setMaxSimpleKeyLength(1024)
          .build();

  private final Evaluation in;
  private final Emitter emitter;
  private final Text text;

  private YamlWriter(Evaluation in, Text text) {
    this.in = in;
    this.emitter = new Emitter(SETTINGS, text);
    this.text = text;
  }

  static String write(Evaluation in, Value value) {
    Text text = new Text();
    YamlWriter writer = new YamlWriter(in, text);
    writer.emit(new StreamStartEvent());
    writer.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    writer.append(value);
    writer.emit(new DocumentEndEvent(false));
    writer.emit(new StreamEndEvent());
    return text.out.toString();
  }

  private static final class Text implements StreamDataWriter {
    final StringBuilder out = new StringBuilder();

    @Override
    public void write(String text) {
      out.append(text);
    }

    @Override
    public void write(String text, int from, int length) {
      out.append(text, from, from + length);
    }
  }

  private void emit(Event event) {
    emitter.emit(event);
  }

  private void append(Value value) {
    in.grown(text.out.length());
    switch (value) {
      case NullValue _, BooleanValue _ -> scalar(value.toString(), ScalarStyle.PLAIN);
      case NumberValue _ -> scalar(value.toString(), ScalarStyle.PLAIN);
      case StringValue string -> string(string.value());
      case ArrayValue array -> list(array.elements());
      case SetValue set -> list(set.elements());
      case ObjectValue object -> {
        TreeMap<Value, Value> members = new TreeMap<>();
        object.forEach((key, member) -> members.put(text(key), member));
        emit(
            new MappingStartEvent(
                Optional.empty(), Optional.empty(), true, style(members.isEmpty())));
        members.forEach((key, member) -> {
          append(key);
          append(member);
        });
        emit(new MappingEndEvent());
      }
    }
  }

  private StringValue text(Value key) {
    return key instanceof StringValue string ? string : StringValue.of(Json.write(key, in::grown));
  }

  private void list(List<Value> elements) {
    emit(
        new SequenceStartEvent(
            Optional.empty(), Optional.empty(), true, style(elements.isEmpty())));
    elements.forEach(this::append);
    emit(new SequenceEndEvent());
  }

  private static FlowStyle style(boolean empty) {
    return empty ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  /** Quoted where it would be read as something else. */
  private void string(String text) {
    in.spend(text.length() / 64);
    boolean plain;
    try {
      plain = YamlScalars.resolve(text) instanceof StringValue && !text.equals("<<");
    } catch (BuiltinError infinite) {
      plain = false;
    }
    scalar(
        text,
        text.indexOf('\n') >= 0
            ? ScalarStyle.LITERAL
            : plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  private void scalar(String text, ScalarStyle style) {
    emit(new ScalarEvent(Optional.empty(), Optional.empty(), UNTAGGED, text, style));
  }
}
