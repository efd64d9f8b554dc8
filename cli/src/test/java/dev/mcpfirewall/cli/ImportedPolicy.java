// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.Sites;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.engine.PolicyEngines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy file, asked without the built-in checks: what its own words decide. */
final class ImportedPolicy {
  private final PolicyEngine engine;
  private final Path directory;

  private ImportedPolicy(PolicyEngine engine, Path directory) {
    this.engine = engine;
    this.directory = directory;
  }

  static ImportedPolicy of(Home home, Path file, Path directory) {
    Layer layer = new ConfigFiles(home).read(Layer.Origin.EXPLICIT, file);
    PolicyFile policy = new PolicyLoader(home).combine(List.of(layer)).policy();
    return new ImportedPolicy(
        PolicyEngines.of(
            policy.books(),
            policy.revision(),
            Sites.of(home, directory, policy),
            new ShellAndHosts()),
        directory);
  }

  /** What becomes of a call; JSON with single quotes. */
  Effect call(String server, String tool, String arguments) {
    return decide(server, tool, arguments, List.of());
  }

  Effect call(String tool, String arguments) {
    return call("server", tool, arguments);
  }

  /** What becomes of a call in whose arguments the detectors find a secret. */
  Effect leaking(String tool, String argument, String value) {
    PolicyInput.Found found =
        new PolicyInput.Found(
            "secrets", "secrets.x", Severity.HIGH, "/params/arguments/" + argument);
    return decide("server", tool, "{'" + argument + "':'" + value + "'}", List.of(found));
  }

  private Effect decide(
      String server, String tool, String arguments, List<PolicyInput.Found> findings) {
    Value root =
        json("{'jsonrpc':'2.0','id':1,'params':{'name':'t','arguments':" + arguments + "}}");
    Optional<Value> given = root.member("params").flatMap(params -> params.member("arguments"));
    return ask(
            server,
            Direction.INBOUND,
            new PolicyInput.Subject(
                "tools/call",
                true,
                false,
                Optional.of(new PolicyInput.Tool(tool, given, Map.of(), "")),
                Optional.empty(),
                Optional.empty(),
                200),
            findings)
        .effect();
  }

  /** What becomes of a request that calls no tool. */
  Effect request(String method, boolean acts) {
    Optional<Value> params = json("{'params':{'uri':'file:///x'}}").member("params");
    return ask(
            "server",
            Direction.INBOUND,
            new PolicyInput.Subject(
                method, acts, false, Optional.empty(), params, Optional.empty(), 80),
            List.of())
        .effect();
  }

  /** What is said of a result. */
  Decision result(String tool, String text, long size) {
    Value root =
        json(
            "{'jsonrpc':'2.0','id':1,'result':{'content':[{'type':'text','text':'"
                + text
                + "'}]}}");
    return ask(
        "server",
        Direction.OUTBOUND,
        new PolicyInput.Subject(
            "tools/call",
            true,
            true,
            Optional.of(new PolicyInput.Tool(tool, Optional.empty(), Map.of(), "")),
            Optional.empty(),
            root.member("result"),
            size),
        List.of());
  }

  private Decision ask(
      String server, Direction way, PolicyInput.Subject what, List<PolicyInput.Found> findings) {
    return engine.decide(
        new PolicyInput(
            PolicyInput.Agent.UNKNOWN,
            server,
            new PolicyInput.SessionFacts("s", directory.toString(), 0),
            way,
            what,
            findings,
            PolicyInput.Memory.EMPTY,
            Instant.EPOCH));
  }

  private static Value json(String text) {
    return ((Document) Document.parse(Bytes.utf8(text.replace('\'', '"')))).root();
  }
}
