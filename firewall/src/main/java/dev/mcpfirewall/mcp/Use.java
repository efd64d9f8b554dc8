// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

/**
 * What a text in a message is used for, and so which checks look at it and whether it may be cut.
 */
public enum Use {
  /**
   * Given to a server or a client to act on: an argument, a URI to read, an answer it asked for.
   */
  ARGUMENT,
  /** The name of a tool or prompt: it selects, so it is refused rather than cut. */
  NAME,
  /** Prose for a model or a person: results, descriptions, errors, log lines. */
  PROSE,
  /** What a peer says of itself at the start. */
  IDENTITY,
  /** Base64 of an image, a sound or a file: what arrives is what was sent. */
  BLOB,
  /** Meaningful only to its sender: cursors, request state, ids. Never cut. */
  TOKEN
}
