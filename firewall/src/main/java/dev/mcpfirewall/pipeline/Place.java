// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

/**
 * Where a session runs.
 *
 * @param session its unique name
 * @param server the name the policy knows the server by
 * @param directory the absolute path of the directory it runs in
 */
public record Place(String session, String server, String directory) {}
