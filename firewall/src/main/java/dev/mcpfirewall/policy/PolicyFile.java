// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The effective configuration: every value present, every value checked. Immutable.
 *
 * @param mode whether decisions take effect
 * @param books who may do what; the first is the person's own with what they trust, and there is
 *     one more for each project that may only tighten. The strictest counts
 * @param checks what each built-in check does
 * @param approvals how a person is asked
 * @param audit how the record is kept
 * @param limits sizes and forms
 */
public record PolicyFile(
    PolicyMode mode,
    List<Rulebook> books,
    ChecksSection checks,
    ApprovalsSection approvals,
    AuditSection audit,
    LimitsSection limits) {
  /** Half a digest tells policies apart, and every line of the record carries it. */
  private static final int REVISION_BYTES = 16;

  /** What applies where nothing is configured. */
  public static final PolicyFile DEFAULTS =
      new PolicyFile(
          PolicyMode.ENFORCE,
          List.of(Rulebook.EMPTY),
          ChecksSection.DEFAULTS,
          ApprovalsSection.DEFAULTS,
          AuditSection.DEFAULTS,
          LimitsSection.DEFAULTS);

  public PolicyFile {
    books = List.copyOf(books);
    if (books.isEmpty()) {
      throw new IllegalArgumentException("a policy has a book, even if nothing is in it");
    }
  }

  /** Which tools may be called: all books together. */
  public ToolRules tools() {
    return new ToolRules(books.stream().map(Rulebook::tools).toList());
  }

  /** The same with other books. */
  PolicyFile withBooks(List<Rulebook> others) {
    return new PolicyFile(mode, others, checks, approvals, audit, limits);
  }

  /**
   * Both policies at once: nothing that either refuses, holds, redacts or records is let go. Values
   * that are neither strict nor lax stay as they are here.
   */
  public PolicyFile stricter(PolicyFile other) {
    return stricter(other, new Tightening());
  }

  PolicyFile stricter(PolicyFile other, Tightening held) {
    return new PolicyFile(
        held.join("mode", mode, other.mode, PolicyMode::stricter),
        together(books, other.books),
        checks.stricter(other.checks, held),
        approvals.stricter(other.approvals, held),
        audit.stricter(other.audit, held),
        limits.stricter(other.limits, held));
  }

  /** A book that says nothing, or says again what another does, changes no decision. */
  private static List<Rulebook> together(List<Rulebook> own, List<Rulebook> added) {
    Set<Rulebook> all = new LinkedHashSet<>(own);
    added.stream().filter(book -> !book.equals(Rulebook.EMPTY)).forEach(all::add);
    return List.copyOf(all);
  }

  /** Every value under its key, as a configuration would spell it; in the order of the keys. */
  public NavigableMap<String, String> describe() {
    NavigableMap<String, String> all = new TreeMap<>();
    all.put("mode", mode.word());
    // A name with dots in it may spell another key: both values stand there then.
    new BookText(books).describe((key, value) -> all.merge(key, value, (a, b) -> a + ", " + b));
    checks.describe(all::put);
    approvals.describe(all::put);
    audit.describe(all::put);
    limits.describe(all::put);
    return all;
  }

  /** A digest over {@link #describe}: equal policies have equal revisions, on every machine. */
  public PolicyRevision revision() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      describe()
          .forEach((key, value) -> {
            // Lengths keep a value from posing as the next line.
            String line = key.length() + ":" + key + value.length() + ":" + value + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
          });
      return new PolicyRevision(HexFormat.of().formatHex(digest.digest(), 0, REVISION_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
