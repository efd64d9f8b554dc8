// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyInput.Subject;
import dev.mcpfirewall.policy.PolicyInput.Tool;
import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a message, as the {@code input} of Rego; {@code input.schema.json} says what is
 * in it. What a call gives, and what a server answers, is looked at where it stands in the message.
 *
 * @param given whether anything in the policy looks at arguments and params
 * @param results whether anything looks at results
 */
record InputReader(boolean given, boolean results) {
  private static final Json.Options STRICT = new Json.Options(256, Json.Duplicates.REFUSED);

  ObjectValue read(PolicyInput in) {
    Subject what = in.what();
    ObjectValue.Builder input = ObjectValue.builder(24);
    put(input, "agent", in.agent().name());
    input.put(Keys.of("client"), client(in.agent()));
    put(input, "server", in.server());
    input.put(Keys.of("session"), session(in));
    put(input, "era", in.agent().era().wire());
    put(input, "direction", in.direction().wire());
    put(input, "method", what.method());
    put(input, "answer", what.answer());
    put(input, "acts", what.acts());
    put(input, "size", what.size());
    input.put(Keys.of("now_ns"), NumberValue.of(nanos(in.now())));
    input.put(Keys.of("names"), names(in));
    what.tool().ifPresent(tool -> input.put(Keys.of("tool"), tool(tool)));
    subject(what, input);
    memory(in, input);
    return input.build();
  }

  private static ObjectValue client(PolicyInput.Agent agent) {
    ObjectValue.Builder client = ObjectValue.builder(3);
    put(client, "name", agent.declared());
    put(client, "version", agent.version());
    put(client, "authenticated", agent.authenticated());
    return client.build();
  }

  private static ObjectValue session(PolicyInput in) {
    ObjectValue.Builder session = ObjectValue.builder(4);
    put(session, "id", in.session().id());
    put(session, "cwd", in.session().cwd());
    put(session, "calls", in.session().calls());
    Map<String, Integer> reached = in.memory().reached();
    ObjectValue.Builder chains = ObjectValue.builder(reached.size());
    reached.forEach((chain, steps) -> put(chains, chain, steps));
    session.put(Keys.of("reached"), chains.build());
    return session.build();
  }

  private static ObjectValue names(PolicyInput in) {
    ObjectValue.Builder names = ObjectValue.builder(5);
    put(names, "agent", Names.fold(in.agent().name()));
    put(names, "server", Names.fold(in.server()));
    put(names, "method", Names.fold(in.what().method()));
    in.what()
        .tool()
        .ifPresent(tool -> {
          put(names, "tool", Names.fold(tool.name()));
          put(names, "disguised", Names.isDisguised(tool.name()));
        });
    return names.build();
  }

  private ObjectValue tool(Tool tool) {
    ObjectValue.Builder object = ObjectValue.builder(4);
    put(object, "name", tool.name());
    put(object, "title", tool.title());
    ObjectValue.Builder hints = ObjectValue.builder(tool.annotations().size());
    tool.annotations().forEach((name, hint) -> put(hints, name, hint));
    object.put(Keys.of("annotations"), hints.build());
    if (given) {
      tool.arguments().ifPresent(args -> object.put(Keys.of("arguments"), view(args)));
    }
    return object.build();
  }

  private void subject(Subject what, ObjectValue.Builder input) {
    Optional<Value> stands =
        what.result().or(what::params).or(() -> what.tool().flatMap(Tool::arguments));
    put(input, "at", (given || results) && stands.isPresent() ? pointer(stands.get()) : "");
    if (given && what.tool().isEmpty() && what.params().isPresent()) {
      Value params = what.params().get();
      input.put(Keys.of("params"), view(params));
      if (what.method().startsWith("resources/")) {
        params
            .memberText("uri")
            .ifPresent(uri -> input.put(Keys.of("resource"), object("uri", uri)));
      } else if (what.method().startsWith("prompts/")) {
        params
            .memberText("name")
            .ifPresent(name -> input.put(Keys.of("prompt"), prompt(params, name)));
      }
    }
    if (results) {
      what.result().ifPresent(result -> input.put(Keys.of("result"), view(result)));
    }
  }

  private static ObjectValue prompt(Value params, String name) {
    ObjectValue.Builder prompt = ObjectValue.builder(2);
    put(prompt, "name", name);
    params
        .member("arguments")
        .ifPresent(arguments -> prompt.put(Keys.of("arguments"), view(arguments)));
    return prompt.build();
  }

  private static String pointer(Value value) {
    return value.pointer().rfc6901();
  }

  private static void memory(PolicyInput in, ObjectValue.Builder input) {
    PolicyInput.Memory memory = in.memory();
    input.put(
        Keys.of("labels"), list(memory.labels().stream().sorted().map(StringValue::of).toList()));
    input.put(Keys.of("findings"), each(in.findings(), InputReader::found));
    input.put(Keys.of("sources"), each(memory.sources(), InputReader::source));
    input.put(Keys.of("exceeded"), each(memory.exceeded(), InputReader::exceeded));
  }

  private static ObjectValue found(PolicyInput.Found found) {
    ObjectValue.Builder object = ObjectValue.builder(4);
    put(object, "check", found.check());
    put(object, "rule", found.rule());
    put(object, "severity", found.severity().wire());
    put(object, "pointer", found.pointer());
    return object.build();
  }

  private static ObjectValue source(PolicyInput.Source source) {
    ObjectValue.Builder object = ObjectValue.builder(4);
    put(object, "pointer", source.pointer());
    put(object, "label", source.label());
    put(object, "server", source.server());
    put(object, "tool", source.tool());
    return object.build();
  }

  private static ObjectValue exceeded(PolicyInput.Exceeded exceeded) {
    ObjectValue.Builder object = ObjectValue.builder(3);
    put(object, "limit", exceeded.limit());
    put(object, "retry_after_ms", exceeded.retryAfterMillis());
    put(object, "at", exceeded.at());
    return object.build();
  }

  private static <T> ArrayValue each(
      Collection<T> all, java.util.function.Function<T, ObjectValue> read) {
    if (all.isEmpty()) {
      return ArrayValue.EMPTY;
    }
    List<ObjectValue> objects = new ArrayList<>(all.size());
    all.forEach(one -> objects.add(read.apply(one)));
    return ArrayValue.of(objects);
  }

  private static ArrayValue list(List<StringValue> texts) {
    return ArrayValue.of(texts);
  }

  /** The value where it stands; its bytes never change. */
  private static dev.mcpfirewall.rego.value.Value view(Value value) {
    return value.raw().scan((bytes, from, to) -> Json.view(bytes, from, to, STRICT));
  }

  private static ObjectValue object(String key, String text) {
    ObjectValue.Builder object = ObjectValue.builder(1);
    put(object, key, text);
    return object.build();
  }

  private static void put(ObjectValue.Builder object, String key, String text) {
    object.put(Keys.of(key), StringValue.of(text));
  }

  private static void put(ObjectValue.Builder object, String key, boolean value) {
    object.put(Keys.of(key), BooleanValue.of(value));
  }

  private static void put(ObjectValue.Builder object, String key, long value) {
    object.put(Keys.of(key), NumberValue.of(value));
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** The names of members, made once. */
  private static final class Keys {
    private static final Map<String, StringValue> KNOWN =
        java.util.stream.Stream.of(
                "agent client server session era direction method answer acts size now_ns names"
                    + " tool at params resource prompt result labels findings sources exceeded"
                    + " name version authenticated id cwd calls reached disguised title annotations"
                    + " arguments uri check rule severity pointer label limit retry_after_ms"
                    + " readOnlyHint destructiveHint idempotentHint openWorldHint")
            .flatMap(names -> java.util.stream.Stream.of(names.split(" ")))
            .collect(java.util.stream.Collectors.toMap(name -> name, StringValue::of));

    static StringValue of(String name) {
      StringValue known = KNOWN.get(name);
      return known == null ? StringValue.of(name) : known;
    }
  }
}
