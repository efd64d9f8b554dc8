// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.json.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy may know of a message: {@code input} in Rego.
 *
 * @param agent on whose behalf
 * @param server the name the policy knows the server by
 * @param session where and how long
 * @param direction which way
 * @param what the message itself
 * @param findings what the detectors found in it
 * @param memory what the session has seen and done
 * @param now the time of the decision
 */
public record PolicyInput(
    Agent agent,
    String server,
    SessionFacts session,
    Direction direction,
    Subject what,
    List<Found> findings,
    Memory memory,
    Instant now) {
  public PolicyInput {
    findings = List.copyOf(findings);
  }

  /**
   * The client.
   *
   * @param name the name that counts: what it was authenticated as, else the first it declared in
   *     this session; empty until it has declared one
   * @param declared what it calls itself now
   * @param version its version
   * @param authenticated whether {@code name} is proved
   */
  public record Agent(
      String name, String declared, String version, boolean authenticated, Era era) {
    /** Nobody has introduced themselves yet. */
    public static final Agent UNKNOWN = new Agent("", "", "", false, Era.UNKNOWN);
  }

  /**
   * The session.
   *
   * @param cwd the directory it runs in, absolute
   * @param calls how many calls of tools have passed before
   */
  public record SessionFacts(String id, String cwd, long calls) {}

  /**
   * The message.
   *
   * @param method its method, or the one it answers; empty where unknown
   * @param acts whether it does something or carries contents; what only keeps the connection alive
   *     or asks what there is, is not subject to {@code default}
   * @param answer whether it is a result or an error
   * @param tool the tool called or answering
   * @param params the params of a request or notification; of a call also what it gives besides its
   *     tool's arguments
   * @param result the result or error
   * @param size bytes of the message
   */
  public record Subject(
      String method,
      boolean acts,
      boolean answer,
      Optional<Tool> tool,
      Optional<Value> params,
      Optional<Value> result,
      long size) {}

  /**
   * A tool.
   *
   * @param name as it was called
   * @param arguments as sent; absent in an answer
   * @param annotations the server's own claims in {@code tools/list}: {@code readOnlyHint} and the
   *     like
   * @param title the server's
   */
  public record Tool(
      String name, Optional<Value> arguments, Map<String, Boolean> annotations, String title) {
    public Tool {
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * Something a detector saw.
   *
   * @param check {@code secrets}, {@code pii}, {@code injection}, {@code smuggling}, {@code
   *     egress}, {@code paths} or {@code commands}
   * @param rule the detector's rule
   * @param pointer where in the message, RFC 6901
   */
  public record Found(String check, String rule, Severity severity, String pointer) {}

  /**
   * What the session remembers.
   *
   * @param labels what it has seen
   * @param reached for each chain by name, how many of its steps have been done in time; absent for
   *     none
   * @param sources for values of this message that first appeared in a labelled result: where they
   *     stand now
   * @param exceeded rate limits that this call is beyond
   */
  public record Memory(
      Set<String> labels,
      Map<String, Integer> reached,
      List<Source> sources,
      List<Exceeded> exceeded) {
    /** Nothing has happened yet. */
    public static final Memory EMPTY = new Memory(Set.of(), Map.of(), List.of(), List.of());

    public Memory {
      labels = Set.copyOf(labels);
      reached = Map.copyOf(reached);
      sources = List.copyOf(sources);
      exceeded = List.copyOf(exceeded);
    }
  }

  /**
   * A value that came from somewhere.
   *
   * @param pointer where in the message it stands, RFC 6901
   * @param label of the result it first appeared in
   * @param server whose result that was
   * @param tool whose result that was; empty if it was no tool's
   */
  public record Source(String pointer, String label, String server, String tool) {}

  /**
   * A limit that this call is beyond.
   *
   * @param limit such as {@code tool exec}
   * @param retryAfterMillis when a call would pass again
   */
  public record Exceeded(String limit, long retryAfterMillis, String at) {}
}
