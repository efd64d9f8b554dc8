// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.policy.compile.PolicyCompiler.Compiled;
import dev.mcpfirewall.policy.compile.RegoText;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.rego.Limits;
import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.check.Schemas;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From texts to what can be asked. */
final class Loading {
  /**
   * What one message may cost. The steps bound the work; the time is on the wall, and a machine may
   * pause, so it is long.
   */
  static final Limits LIMITS = Limits.DEFAULT.steps(1_000_000).time(Duration.ofSeconds(1));

  /** What the answer must not depend on: chance, the network, the machine. */
  private static final Set<String> REFUSED =
      Set.of(
          "http.send", "net.lookup_ip_addr", "rand.intn", "uuid.rfc4122", "opa.runtime", "trace");

  private static final Schemas SCHEMA = Schemas.ofInput(Json.read(resource("input.schema.json")));

  private Loading() {}

  /** Compiles all modules together. */
  static Policy policy(Compiled compiled, Extension extension, Places places) {
    List<Module> modules = new ArrayList<>();
    for (RegoText text : compiled.modules()) {
      modules.add(
          Parser.module(
              new Source(text.name(), text.text()), dev.mcpfirewall.rego.parse.Options.V1));
    }
    modules.addAll(compiled.extensions().modules());
    return Rego.compileParsed(
        modules,
        Options.DEFAULT
            .strictBuiltinErrors(true)
            .schemas(SCHEMA)
            .refused(REFUSED)
            .builtins(Builtins.all().and(McpBuiltins.list(places)))
            .limits(LIMITS)
            .data(documents(extension.documents())));
  }

  private static ObjectValue documents(List<Extension.Document> documents) {
    if (documents.isEmpty()) {
      return ObjectValue.EMPTY;
    }
    ObjectValue.Builder files = ObjectValue.builder(documents.size());
    List<Problem> problems = new ArrayList<>();
    for (Extension.Document document : documents) {
      try {
        files.put(StringValue.of(document.name()), Json.read(document.json()));
      } catch (JsonException e) {
        problems.add(
            new Problem(
                document.at(),
                Problem.Kind.BAD_VALUE,
                "`" + document.file() + "` is no JSON: " + e.getMessage(),
                Optional.empty()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    Value below = ObjectValue.of(Map.of(StringValue.of("files"), files.build()));
    return ObjectValue.of(Map.of(StringValue.of("mcp_firewall"), below));
  }

  private static String resource(String name) {
    try (InputStream in = Loading.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
