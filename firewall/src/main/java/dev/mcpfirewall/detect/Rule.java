// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * What can be found.
 *
 * @param id stable and documented, such as {@code secrets.aws-access-key}
 * @param topic what it is about
 * @param level how bad
 * @param label what a redaction calls it, such as {@code aws_access_key}
 */
public record Rule(String id, Topic topic, Level level, String label) {}
