// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.check.KillSwitchCheck;
import dev.mcpfirewall.check.Reaction;
import dev.mcpfirewall.check.Scan;
import dev.mcpfirewall.check.ToolCheck;
import dev.mcpfirewall.check.ToolListCheck;
import dev.mcpfirewall.check.TopicCheck;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.detect.Detector;
import dev.mcpfirewall.detect.DetectorOptions;
import dev.mcpfirewall.detect.PiiKind;
import dev.mcpfirewall.detect.StandardDetector;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Stage;
import dev.mcpfirewall.policy.CheckAction;
import dev.mcpfirewall.policy.ChecksSection;
import dev.mcpfirewall.policy.PolicyFile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Policy and detectors put together: the one place that says which checks run, in which order. */
public final class Firewall {
  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  private static final Set<Direction> INBOUND = EnumSet.of(Direction.INBOUND);
  private static final Set<Direction> OUTBOUND = EnumSet.of(Direction.OUTBOUND);

  private final PolicyFile policy;
  private final BooleanSupplier killSwitch;
  private final Detector detector;

  private Firewall(PolicyFile policy, BooleanSupplier killSwitch, Detector detector) {
    this.policy = policy;
    this.killSwitch = killSwitch;
    this.detector = detector;
  }

  /** The firewall under this policy. */
  public static Firewall of(PolicyFile policy, BooleanSupplier killSwitch) {
    Set<PiiKind> kinds =
        policy.checks().pii().kinds().stream()
            .map(kind -> PiiKind.valueOf(kind.name()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(PiiKind.class)));
    return new Firewall(policy, killSwitch, StandardDetector.of(new DetectorOptions(kinds)));
  }

  /** A pipeline for one direction, to be used by one thread. */
  public Pipeline pipeline(Direction direction) {
    List<Stage> stages = stages().stream().filter(stage -> stage.on().contains(direction)).toList();
    return new Pipeline(stages);
  }

  private List<Stage> stages() {
    ChecksSection checks = policy.checks();
    Scan scan = new Scan(detector, wanted(checks));
    return List.of(
        new Stage("kill-switch", BOTH, new KillSwitchCheck(killSwitch)),
        new Stage("tools", BOTH, new ToolCheck(policy.tools())),
        new Stage("tool-list", OUTBOUND, new ToolListCheck(policy.tools())),
        new Stage("injection", BOTH, topic(Topic.INJECTION, checks.injection(), scan)),
        new Stage("smuggling", BOTH, topic(Topic.SMUGGLING, checks.smuggling(), scan)),
        new Stage(
            "egress",
            INBOUND,
            inbound(
                Topic.EGRESS,
                checks.egress().action(),
                Severity.LOW,
                checks.egress()::allows,
                scan)),
        new Stage(
            "paths",
            INBOUND,
            inbound(
                Topic.PATH, checks.paths().action(), Severity.LOW, checks.paths()::allows, scan)),
        new Stage(
            "commands",
            INBOUND,
            inbound(
                Topic.COMMAND,
                checks.commands().action(),
                checks.commands().severity(),
                Firewall::none,
                scan)),
        new Stage("secrets", BOTH, topic(Topic.SECRET, checks.secrets(), scan)),
        new Stage(
            "pii",
            BOTH,
            new TopicCheck(
                Topic.PII,
                new Reaction(checks.pii().arguments(), checks.pii().results(), Severity.LOW),
                Firewall::none,
                scan)));
  }

  private static boolean none(String subject) {
    return false;
  }

  private static TopicCheck topic(Topic topic, ChecksSection.Sided sided, Scan scan) {
    return new TopicCheck(
        topic,
        new Reaction(sided.arguments(), sided.results(), sided.severity()),
        Firewall::none,
        scan);
  }

  private static TopicCheck inbound(
      Topic topic, CheckAction action, Severity least, Predicate<String> exempt, Scan scan) {
    return new TopicCheck(topic, new Reaction(action, CheckAction.OFF, least), exempt, scan);
  }

  /** Secrets and personal data are looked for in any case: the record must not hold them. */
  private static Set<Topic> wanted(ChecksSection checks) {
    EnumSet<Topic> wanted = EnumSet.of(Topic.SECRET, Topic.PII);
    addIf(wanted, Topic.INJECTION, isOn(checks.injection()));
    addIf(wanted, Topic.SMUGGLING, isOn(checks.smuggling()));
    addIf(wanted, Topic.EGRESS, checks.egress().action() != CheckAction.OFF);
    addIf(wanted, Topic.PATH, checks.paths().action() != CheckAction.OFF);
    addIf(wanted, Topic.COMMAND, checks.commands().action() != CheckAction.OFF);
    return wanted;
  }

  private static boolean isOn(ChecksSection.Sided sided) {
    return sided.arguments() != CheckAction.OFF || sided.results() != CheckAction.OFF;
  }

  private static void addIf(Set<Topic> topics, Topic topic, boolean condition) {
    if (condition) {
      topics.add(topic);
    }
  }
}
