// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.PolicyInForce;
import dev.mcpfirewall.PolicyWatch;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells a person and the record what becomes of the policy of a running wrap, and the session's
 * memory what it is to keep from now on.
 *
 * @param policy in force
 * @param first with which the wrap began
 * @param lines takes what is said to a person, and never waits
 */
record PolicyNews(
    PolicyInForce policy,
    PolicyFile first,
    SessionMemory memory,
    SessionNotes notes,
    Consumer<String> lines)
    implements PolicyWatch.Witness {
  @Override
  public void changes(LoadedPolicy before, PolicyInForce.Next next, boolean mended) {
    LoadedPolicy now = next.loaded();
    memory.want(next.wants());
    notes.note(now.revision(), "policy.reloaded", Map.of("before", before.revision().digest()));
    now.warnings().forEach(warning -> say("warning: " + warning));
    say(
        next.isOther()
            ? "the policy has changed: " + now.revision().digest() + " is in force"
            : "the policy's files are in order again; nothing has changed");
    sayWhatWaits(before.policy(), now.policy());
  }

  /** The record and the channels are as they were opened. */
  private void sayWhatWaits(PolicyFile before, PolicyFile now) {
    if (!now.audit().equals(before.audit()) && !now.audit().equals(first.audit())) {
      say(
          "`audit` takes effect when the server is started anew; until then the record is kept as"
              + " before");
    }
    int bytes = now.limits().messageBytes();
    if (bytes != before.limits().messageBytes() && bytes != first.limits().messageBytes()) {
      say("`limits.message_bytes` takes effect when the server is started anew");
    }
  }

  @Override
  public void rejected(ConfigException wrong) {
    List<Problem> problems = wrong.problems();
    say("the changed policy is wrong, so the one before stays in force:");
    problems.forEach(problem -> say(problem.toString()));
    // What is quoted in a problem's words may be anything: the record gets its kind and its place.
    Problem worst = problems.getFirst();
    notes.note(
        policy.loaded().revision(),
        "policy.rejected",
        Map.of(
            "problem", worst.kind().id(),
            "file", worst.at().toString(),
            "problems", Integer.toString(problems.size())));
  }

  @Override
  public void failed(Throwable failure) {
    say(
        "the changed policy could not be used, so the one before stays in force: "
            + failure.getClass().getName());
    Logger log = System.getLogger(PolicyNews.class.getName());
    log.log(Level.DEBUG, "cause", failure);
    notes.note(policy.loaded().revision(), "policy.rejected", Map.of("problem", "internal.error"));
  }

  private void say(String line) {
    lines.accept("mcp-firewall: " + line);
  }
}
