// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Value;

/**
 * One place with text of the sender's choosing.
 *
 * @param value a string, an object's key, or a number long enough to be an account's
 * @param use what it is for
 */
public record Surface(Value value, Use use) {}
