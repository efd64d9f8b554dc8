// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import dev.mcpfirewall.config.Node.MapNode;
import java.nio.file.Path;

/**
 * One configuration file, read.
 *
 * @param origin what gives the file its power
 * @param file absolute
 * @param digest of the file's bytes
 * @param root what it says
 */
public record Layer(Origin origin, Path file, Digest digest, MapNode root) {
  /** Whose word a file is. */
  public enum Origin {
    /** The user's own file: may say anything. */
    USER,
    /** Named on the command line: may say anything, and stands in the place of the user's file. */
    EXPLICIT,
    /**
     * Found in a directory that the person trusted, with the content they saw: may say anything.
     */
    TRUSTED_PROJECT,
    /** Found in a directory: can only make things stricter. */
    PROJECT
  }

  /** Whether this file can only make things stricter. */
  public boolean onlyTightens() {
    return origin == Origin.PROJECT;
  }
}
