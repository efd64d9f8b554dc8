// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/** The six kinds of JSON value, booleans split in two. */
public enum Kind {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL
}
