// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static dev.mcpfirewall.policy.CheckAction.ALERT;
import static dev.mcpfirewall.policy.CheckAction.DENY;
import static dev.mcpfirewall.policy.CheckAction.OFF;
import static dev.mcpfirewall.policy.CheckAction.REDACT;

import dev.mcpfirewall.decision.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * {@code checks:}, what each built-in check does.
 *
 * @param injection text that tries to give a model orders
 * @param smuggling text hidden from a person's eye
 * @param secrets keys, tokens, passwords
 * @param pii data about persons
 * @param paths files that hold credentials or control the machine
 * @param commands shell commands that destroy, open a door, or carry data out
 * @param egress addresses that a tool should not be sent to
 */
public record ChecksSection(
    Sided injection,
    Sided smuggling,
    Sided secrets,
    Pii pii,
    Paths paths,
    Commands commands,
    Egress egress) {
  /** What applies where nothing is configured. */
  public static final ChecksSection DEFAULTS =
      new ChecksSection(
          new Sided(DENY, ALERT, Severity.HIGH),
          new Sided(DENY, ALERT, Severity.HIGH),
          new Sided(DENY, REDACT, Severity.LOW),
          new Pii(OFF, REDACT, Set.of(PiiKind.values())),
          new Paths(DENY, List.of()),
          new Commands(DENY, Severity.MEDIUM),
          new Egress(DENY, List.of(), List.of()));

  /**
   * A check of what goes to the server and what comes back.
   *
   * @param arguments what to do with a finding in anything the client sends
   * @param results what to do with a finding in anything the server sends
   * @param severity findings below this are recorded only
   */
  public record Sided(CheckAction arguments, CheckAction results, Severity severity) {
    Sided stricter(Sided other, String key, Tightening held) {
      return new Sided(
          held.join(key + ".arguments", arguments, other.arguments, CheckAction::stricter),
          held.join(key + ".results", results, other.results, CheckAction::stricter),
          held.join(key + ".severity", severity, other.severity, ChecksSection::lower));
    }

    void describe(String key, BiConsumer<String, String> out) {
      out.accept(key + ".arguments", arguments.word());
      out.accept(key + ".results", results.word());
      out.accept(key + ".severity", severity.wire());
    }
  }

  /**
   * The check for personal data.
   *
   * @param arguments what to do with it in anything the client sends
   * @param results what to do with it in anything the server sends
   * @param kinds what is looked for
   */
  public record Pii(CheckAction arguments, CheckAction results, Set<PiiKind> kinds) {
    public Pii {
      kinds = Set.copyOf(kinds);
    }

    Pii stricter(Pii other, Tightening held) {
      return new Pii(
          held.join("checks.pii.arguments", arguments, other.arguments, CheckAction::stricter),
          held.join("checks.pii.results", results, other.results, CheckAction::stricter),
          held.join("checks.pii.kinds", kinds, other.kinds, ChecksSection::union));
    }

    void describe(BiConsumer<String, String> out) {
      out.accept("checks.pii.arguments", arguments.word());
      out.accept("checks.pii.results", results.word());
      List<String> words =
          Arrays.stream(PiiKind.values()).filter(kinds::contains).map(PiiKind::word).toList();
      out.accept("checks.pii.kinds", words.toString());
    }
  }

  /**
   * The check for sensitive paths in arguments.
   *
   * @param allow paths that are never held against a call
   */
  public record Paths(CheckAction action, List<Glob> allow) {
    public Paths {
      allow = sorted(allow, Glob::text);
    }

    /**
     * Whether a person exempted this path.
     *
     * @param path absolute, forward slashes, no dots
     */
    public boolean allows(String path) {
      return allow.stream().anyMatch(glob -> glob.matchesPath(path));
    }

    Paths stricter(Paths other, Tightening held) {
      return new Paths(
          held.join("checks.paths.action", action, other.action, CheckAction::stricter),
          held.join("checks.paths.allow", allow, other.allow, narrowest(Glob::equals, Glob::text)));
    }

    void describe(BiConsumer<String, String> out) {
      out.accept("checks.paths.action", action.word());
      out.accept("checks.paths.allow", allow.toString());
    }
  }

  /**
   * The check for dangerous shell commands in arguments.
   *
   * @param severity findings below this are recorded only
   */
  public record Commands(CheckAction action, Severity severity) {
    Commands stricter(Commands other, Tightening held) {
      return new Commands(
          held.join("checks.commands.action", action, other.action, CheckAction::stricter),
          held.join("checks.commands.severity", severity, other.severity, ChecksSection::lower));
    }

    void describe(BiConsumer<String, String> out) {
      out.accept("checks.commands.action", action.word());
      out.accept("checks.commands.severity", severity.wire());
    }
  }

  /**
   * The check for addresses in arguments.
   *
   * @param allowDomains hosts that are never held against a call
   * @param allowPrivate addresses that are never held against a call
   */
  public record Egress(
      CheckAction action, List<DomainPattern> allowDomains, List<Cidr> allowPrivate) {
    public Egress {
      allowDomains = sorted(allowDomains, DomainPattern::text);
      allowPrivate = sorted(allowPrivate, Cidr::text);
    }

    /**
     * Whether a person exempted this host.
     *
     * @param host a name, or an address in canonical spelling
     */
    public boolean allows(String host) {
      return allowDomains.stream().anyMatch(domain -> domain.matches(host))
          || allowPrivate.stream().anyMatch(range -> range.contains(host));
    }

    Egress stricter(Egress other, Tightening held) {
      return new Egress(
          held.join("checks.egress.action", action, other.action, CheckAction::stricter),
          held.join(
              "checks.egress.allow_domains",
              allowDomains,
              other.allowDomains,
              narrowest(DomainPattern::covers, DomainPattern::text)),
          held.join(
              "checks.egress.allow_private",
              allowPrivate,
              other.allowPrivate,
              narrowest(Cidr::covers, Cidr::text)));
    }

    void describe(BiConsumer<String, String> out) {
      out.accept("checks.egress.action", action.word());
      out.accept("checks.egress.allow_domains", allowDomains.toString());
      out.accept("checks.egress.allow_private", allowPrivate.toString());
    }
  }

  ChecksSection stricter(ChecksSection other, Tightening held) {
    return new ChecksSection(
        injection.stricter(other.injection, "checks.injection", held),
        smuggling.stricter(other.smuggling, "checks.smuggling", held),
        secrets.stricter(other.secrets, "checks.secrets", held),
        pii.stricter(other.pii, held),
        paths.stricter(other.paths, held),
        commands.stricter(other.commands, held),
        egress.stricter(other.egress, held));
  }

  void describe(BiConsumer<String, String> out) {
    injection.describe("checks.injection", out);
    smuggling.describe("checks.smuggling", out);
    secrets.describe("checks.secrets", out);
    pii.describe(out);
    paths.describe(out);
    commands.describe(out);
    egress.describe(out);
  }

  private static Severity lower(Severity a, Severity b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Set<PiiKind> union(Set<PiiKind> a, Set<PiiKind> b) {
    EnumSet<PiiKind> all = EnumSet.noneOf(PiiKind.class);
    all.addAll(a);
    all.addAll(b);
    return Set.copyOf(all);
  }

  /** Each once, in one order: two lists that allow the same are equal. */
  private static <T> List<T> sorted(List<T> items, Function<T, String> text) {
    return items.stream().distinct().sorted(Comparator.comparing(text)).toList();
  }

  /** Only what both lists allow: of each pair that overlaps, the narrower. */
  private static <T> BinaryOperator<List<T>> narrowest(
      BiPredicate<T, T> covers, Function<T, String> text) {
    return (a, b) -> {
      Set<T> kept = new LinkedHashSet<>();
      b.stream().filter(x -> a.stream().anyMatch(y -> covers.test(y, x))).forEach(kept::add);
      a.stream().filter(x -> b.stream().anyMatch(y -> covers.test(y, x))).forEach(kept::add);
      return sorted(List.copyOf(kept), text);
    };
  }
}
