// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.check.KillSwitchCheck;
import dev.mcpfirewall.check.MarkCheck;
import dev.mcpfirewall.check.OwnFiles;
import dev.mcpfirewall.check.PolicyCheck;
import dev.mcpfirewall.check.PolicyDecision;
import dev.mcpfirewall.check.Reaction;
import dev.mcpfirewall.check.Scan;
import dev.mcpfirewall.check.ToolListCheck;
import dev.mcpfirewall.check.TopicCheck;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.detect.Detector;
import dev.mcpfirewall.detect.DetectorOptions;
import dev.mcpfirewall.detect.PiiKind;
import dev.mcpfirewall.detect.StandardDetector;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Stage;
import dev.mcpfirewall.policy.CheckAction;
import dev.mcpfirewall.policy.ChecksSection;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.engine.PolicyEngines;
import dev.mcpfirewall.policy.engine.Site;
import dev.mcpfirewall.policy.rate.RateLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Policy and detectors put together: the one place that says which checks run, in which order. */
public final class Firewall {
  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  private static final Set<Direction> INBOUND = EnumSet.of(Direction.INBOUND);
  private static final Set<Direction> OUTBOUND = EnumSet.of(Direction.OUTBOUND);

  private final PolicyFile policy;
  private final PolicyEngine engine;
  private final RateLimits limits;
  private final BooleanSupplier killSwitch;
  private final Detector detector;
  private final OwnFiles ownFiles;

  private Firewall(
      PolicyFile policy,
      PolicyEngine engine,
      RateLimits limits,
      OwnFiles ownFiles,
      BooleanSupplier killSwitch) {
    this.ownFiles = ownFiles;
    this.policy = policy;
    this.engine = engine;
    this.limits = limits;
    this.killSwitch = killSwitch;
    Set<PiiKind> kinds =
        policy.checks().pii().kinds().stream()
            .map(kind -> PiiKind.valueOf(kind.name()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(PiiKind.class)));
    this.detector = StandardDetector.of(new DetectorOptions(kinds));
  }

  /**
   * The firewall under this policy; nothing has been called yet.
   *
   * @param site where the policy is applied
   * @param sources what it was made of
   * @throws dev.mcpfirewall.config.ConfigException if the policy's Rego is wrong
   */
  public static Firewall of(
      PolicyFile policy, Site site, LoadedPolicy.Sources sources, BooleanSupplier killSwitch) {
    return new Firewall(
        policy,
        engine(policy, site),
        RateLimits.of(policy.books()),
        Sites.ownFiles(site, sources),
        killSwitch);
  }

  /** The firewall under a policy that is applied nowhere in particular: paths begin at the root. */
  public static Firewall of(PolicyFile policy, BooleanSupplier killSwitch) {
    Path root = Path.of("/").toAbsolutePath();
    LoadedPolicy.Sources none = new LoadedPolicy.Sources(new TreeSet<>(), new TreeSet<>());
    return of(policy, new Site(root, root, root, true, List.of()), none, killSwitch);
  }

  /**
   * The firewall under another policy, which takes the place of this one: what has been called
   * counts on.
   *
   * @throws dev.mcpfirewall.config.ConfigException if the policy's Rego is wrong
   */
  public Firewall under(PolicyFile other, Site site, LoadedPolicy.Sources sources) {
    return new Firewall(
        other,
        engine(other, site),
        limits.under(other.books()),
        Sites.ownFiles(site, sources),
        killSwitch);
  }

  private static PolicyEngine engine(PolicyFile policy, Site site) {
    return PolicyEngines.of(policy.books(), policy.revision(), site, new ShellAndHosts());
  }

  /** A pipeline for one direction, to be used by one thread. */
  public Pipeline pipeline(Direction direction) {
    Scan scan = scan();
    return pipeline(direction, scan, new PolicyDecision(engine, limits, scan));
  }

  private Pipeline pipeline(Direction direction, Scan scan, PolicyDecision decision) {
    return new Pipeline(
        stages(scan, decision).stream().filter(stage -> stage.on().contains(direction)).toList());
  }

  /**
   * Why a message is ruled as it is.
   *
   * @param parts what each stage says by itself, in order
   * @param policy which of the policy's rules were tried
   */
  public record Examination(List<Pipeline.Part> parts, Explanation policy) {
    public Examination {
      parts = List.copyOf(parts);
    }
  }

  /** Asks everybody about one message, which counts as a call. Slow; for people. */
  public Examination examine(Exchange exchange, Message message) {
    Scan scan = scan();
    PolicyDecision decision = new PolicyDecision(engine, limits, scan);
    return new Examination(
        pipeline(exchange.direction(), scan, decision).parts(exchange, message),
        decision.explain(exchange, message));
  }

  private Scan scan() {
    return new Scan(detector, Wanted.of(policy), this::isExempt, ownFiles);
  }

  private List<Stage> stages(Scan scan, PolicyDecision decision) {
    ChecksSection checks = policy.checks();
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage("kill-switch", BOTH, new KillSwitchCheck(killSwitch)));
    stages.add(part(PolicyStage.AGENTS, decision, scan));
    stages.add(part(PolicyStage.RATE_LIMITS, decision, scan));
    stages.add(new Stage("injection", BOTH, topic(Topic.INJECTION, checks.injection(), scan)));
    stages.add(new Stage("smuggling", BOTH, topic(Topic.SMUGGLING, checks.smuggling(), scan)));
    CheckAction egress = checks.egress().action();
    stages.add(new Stage("egress", INBOUND, inbound(Topic.EGRESS, egress, Severity.LOW, scan)));
    CheckAction paths = checks.paths().action();
    stages.add(new Stage("paths", INBOUND, inbound(Topic.PATH, paths, Severity.LOW, scan)));
    ChecksSection.Commands commands = checks.commands();
    stages.add(
        new Stage(
            "commands",
            INBOUND,
            inbound(Topic.COMMAND, commands.action(), commands.severity(), scan)));
    stages.add(new Stage("secrets", BOTH, topic(Topic.SECRET, checks.secrets(), scan)));
    Reaction pii = new Reaction(checks.pii().arguments(), checks.pii().results(), Severity.LOW);
    stages.add(new Stage("pii", BOTH, new TopicCheck(Topic.PII, pii, scan)));
    stages.add(part(PolicyStage.TOOLS, decision, scan));
    stages.add(new Stage("tool-list", OUTBOUND, new ToolListCheck(policy.books())));
    stages.add(part(PolicyStage.RULES, decision, scan));
    stages.add(part(PolicyStage.REGO, decision, scan));
    stages.add(part(PolicyStage.CHAINS, decision, scan));
    stages.add(part(PolicyStage.FLOWS, decision, scan));
    stages.add(part(PolicyStage.DEFAULT, decision, scan));
    stages.add(new Stage("marks", BOTH, new MarkCheck(decision)));
    return stages;
  }

  private static Stage part(PolicyStage part, PolicyDecision decision, Scan scan) {
    return new Stage(part.wire(), BOTH, new PolicyCheck(part, decision, scan));
  }

  private boolean isExempt(Topic topic, String subject) {
    return switch (topic) {
      case EGRESS -> policy.checks().egress().allows(subject);
      case PATH -> policy.checks().paths().allows(subject);
      case INJECTION, SMUGGLING, SECRET, PII, COMMAND -> false;
    };
  }

  private static Check topic(Topic topic, ChecksSection.Sided sided, Scan scan) {
    Reaction reaction = new Reaction(sided.arguments(), sided.results(), sided.severity());
    return new TopicCheck(topic, reaction, scan);
  }

  private static Check inbound(Topic topic, CheckAction action, Severity least, Scan scan) {
    return new TopicCheck(topic, new Reaction(action, CheckAction.OFF, least), scan);
  }
}
