// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** What a rule is about. A check asks for the topics it decides on. */
public enum Topic {
  /** Text that tries to give a model orders. */
  INJECTION,
  /** Text hidden from a person's eye: zero-width, tag and bidi characters and the like. */
  SMUGGLING,
  /** Keys, tokens, passwords. */
  SECRET,
  /** Data about a person. */
  PII,
  /** A file that holds credentials or controls the machine. */
  PATH,
  /** A shell command that destroys, opens a door, or carries data out. */
  COMMAND,
  /** An address that a tool should not be sent to. */
  EGRESS
}
