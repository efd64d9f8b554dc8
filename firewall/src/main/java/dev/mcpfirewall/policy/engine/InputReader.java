// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyInput.Subject;
import dev.mcpfirewall.policy.PolicyInput.Tool;
import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.LazyObject;
import dev.mcpfirewall.rego.value.LazyObject.Form;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message, as the {@code input} of Rego; {@code input.schema.json} says what is
 * in it. Made as it is asked for: what no rule looks at is not read, and what a message holds is
 * looked at where it stands.
 */
record InputReader(PolicyInput in) {
  private static final Json.Options STRICT = new Json.Options(256, Json.Duplicates.REFUSED);

  private static final Form INPUT =
      new Form(
          "names",
          "tool",
          "direction",
          "answer",
          "acts",
          "method",
          "params",
          "result",
          "at",
          "labels",
          "findings",
          "sources",
          "exceeded",
          "session",
          "size",
          "agent",
          "client",
          "server",
          "era",
          "resource",
          "prompt",
          "beside",
          "now_ns");
  private static final Form NAMES = new Form("tool", "server", "agent", "method", "disguised");
  private static final Set<String> BESIDE = Set.of("name", "arguments", "requestState");
  private static final Set<String> TOKENS = Set.of("progressToken");
  private static final Form TOOL = new Form("name", "title", "annotations", "arguments");
  private static final Form SESSION = new Form("reached", "id", "cwd", "calls");
  private static final Form CLIENT = new Form("name", "version", "authenticated");

  /** The input. */
  static ObjectValue read(PolicyInput in) {
    InputReader reader = new InputReader(in);
    return new LazyObject(INPUT, reader::member);
  }

  private dev.mcpfirewall.rego.value.@Nullable Value member(int place) {
    Subject what = in.what();
    return switch (place) {
      case 0 -> new LazyObject(NAMES, this::name);
      case 1 -> what.tool().isEmpty() ? null : new LazyObject(TOOL, this::ofTool);
      case 2 -> text(in.direction().wire());
      case 3 -> BooleanValue.of(what.answer());
      case 4 -> BooleanValue.of(what.acts());
      case 5 -> text(what.method());
      case 6 -> params().map(InputReader::view).orElse(null);
      case 7 -> what.result().map(InputReader::view).orElse(null);
      case 8 -> text(stands().map(value -> value.pointer().rfc6901()).orElse(""));
      case 9 -> labels();
      case 10 -> each(in.findings(), InputReader::found);
      case 11 -> each(in.memory().sources(), InputReader::source);
      case 12 -> each(in.memory().exceeded(), InputReader::exceeded);
      case 13 -> new LazyObject(SESSION, this::ofSession);
      case 14 -> NumberValue.of(what.size());
      case 15 -> text(in.agent().name());
      case 16 -> new LazyObject(CLIENT, this::ofClient);
      case 17 -> text(in.server());
      case 18 -> text(in.agent().era().wire());
      case 19 -> resource();
      case 20 -> prompt();
      case 21 -> beside().orElse(null);
      default -> NumberValue.of(nanos(in.now()));
    };
  }

  private dev.mcpfirewall.rego.value.@Nullable Value name(int place) {
    Optional<Tool> tool = in.what().tool();
    return switch (place) {
      case 0 -> tool.isEmpty() ? null : text(Names.fold(tool.get().name()));
      case 1 -> text(Names.fold(in.server()));
      case 2 -> text(Names.fold(in.agent().name()));
      case 3 -> text(Names.fold(in.what().method()));
      default -> tool.isEmpty() ? null : BooleanValue.of(Names.isDisguised(tool.get().name()));
    };
  }

  private dev.mcpfirewall.rego.value.@Nullable Value ofTool(int place) {
    Tool tool = in.what().tool().orElseThrow();
    return switch (place) {
      case 0 -> text(tool.name());
      case 1 -> text(tool.title());
      case 2 -> annotations(tool.annotations());
      default -> tool.arguments().map(InputReader::view).orElse(null);
    };
  }

  private static ObjectValue annotations(Map<String, Boolean> hints) {
    ObjectValue.Builder object = ObjectValue.builder(hints.size());
    hints.forEach((name, hint) -> object.put(text(name), BooleanValue.of(hint)));
    return object.build();
  }

  private dev.mcpfirewall.rego.value.Value ofSession(int place) {
    return switch (place) {
      case 0 -> reached(in.memory().reached());
      case 1 -> text(in.session().id());
      case 2 -> text(in.session().cwd());
      default -> NumberValue.of(in.session().calls());
    };
  }

  private static ObjectValue reached(Map<String, Integer> chains) {
    ObjectValue.Builder object = ObjectValue.builder(chains.size());
    chains.forEach((chain, steps) -> object.put(text(chain), NumberValue.of(steps)));
    return object.build();
  }

  private dev.mcpfirewall.rego.value.Value ofClient(int place) {
    return switch (place) {
      case 0 -> text(in.agent().declared());
      case 1 -> text(in.agent().version());
      default -> BooleanValue.of(in.agent().authenticated());
    };
  }

  /** What a request or notification gives that calls no tool. */
  private Optional<Value> params() {
    return in.what().tool().isEmpty() ? in.what().params() : Optional.empty();
  }

  /**
   * What a call gives besides its tool's arguments: answers to what the server has asked, and what
   * no protocol knows. Not who is calling, nor what only its receiver understands.
   */
  private Optional<dev.mcpfirewall.rego.value.Value> beside() {
    Optional<Value> params = in.what().tool().flatMap(tool -> in.what().params());
    return params.isEmpty() ? Optional.empty() : without(params.get(), BESIDE, false);
  }

  private static Optional<dev.mcpfirewall.rego.value.Value> without(
      Value object, Set<String> names, boolean meta) {
    ObjectValue.Builder rest = ObjectValue.builder(4);
    boolean any = false;
    for (Value.Member member : object.members()) {
      String name = member.key().text();
      boolean left = names.contains(name) || meta && name.startsWith("io.modelcontextprotocol/");
      Optional<dev.mcpfirewall.rego.value.Value> value =
          left
              ? Optional.empty()
              : name.equals("_meta") && member.value().is(Kind.OBJECT)
                  ? without(member.value(), TOKENS, true)
                  : Optional.of(view(member.value()));
      value.ifPresent(one -> rest.put(text(name), one));
      any |= value.isPresent();
    }
    return any ? Optional.of(rest.build()) : Optional.empty();
  }

  private Optional<Value> stands() {
    Subject what = in.what();
    return what.result().or(this::params).or(() -> what.tool().flatMap(Tool::arguments));
  }

  private @Nullable ObjectValue resource() {
    return params()
        .filter(params -> in.what().method().startsWith("resources/"))
        .flatMap(params -> params.memberText("uri"))
        .map(uri -> ObjectValue.of(Map.of(text("uri"), text(uri))))
        .orElse(null);
  }

  private @Nullable ObjectValue prompt() {
    if (!in.what().method().startsWith("prompts/")) {
      return null;
    }
    return params()
        .flatMap(params ->
            params.memberText("name").map(name -> prompt(name, params.member("arguments"))))
        .orElse(null);
  }

  private static ObjectValue prompt(String name, Optional<Value> arguments) {
    ObjectValue.Builder prompt = ObjectValue.builder(2);
    prompt.put(text("name"), text(name));
    arguments.ifPresent(given -> prompt.put(text("arguments"), view(given)));
    return prompt.build();
  }

  private ArrayValue labels() {
    return in.memory().labels().isEmpty()
        ? ArrayValue.EMPTY
        : ArrayValue.of(in.memory().labels().stream().sorted().map(InputReader::text).toList());
  }

  private static ObjectValue found(PolicyInput.Found found) {
    return object(
        "check", text(found.check()),
        "rule", text(found.rule()),
        "severity", text(found.severity().wire()),
        "pointer", text(found.pointer()));
  }

  private static ObjectValue source(PolicyInput.Source source) {
    return object(
        "pointer", text(source.pointer()),
        "label", text(source.label()),
        "server", text(source.server()),
        "tool", text(source.tool()));
  }

  private static ObjectValue exceeded(PolicyInput.Exceeded exceeded) {
    return object(
        "limit", text(exceeded.limit()),
        "retry_after_ms", NumberValue.of(exceeded.retryAfterMillis()),
        "at", text(exceeded.at()));
  }

  private static <T> ArrayValue each(Collection<T> all, Function<T, ObjectValue> read) {
    return all.isEmpty() ? ArrayValue.EMPTY : ArrayValue.of(all.stream().map(read).toList());
  }

  private static ObjectValue object(Object... members) {
    ObjectValue.Builder object = ObjectValue.builder(members.length / 2);
    for (int i = 0; i < members.length; i += 2) {
      object.put(text((String) members[i]), (dev.mcpfirewall.rego.value.Value) members[i + 1]);
    }
    return object.build();
  }

  /** The value where it stands; its bytes never change. */
  private static dev.mcpfirewall.rego.value.Value view(Value value) {
    return value.raw().scan((bytes, from, to) -> Json.view(bytes, from, to, STRICT));
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
