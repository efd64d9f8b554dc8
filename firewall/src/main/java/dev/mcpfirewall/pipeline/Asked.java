// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import java.util.Optional;

/**
 * The request that an answer answers, as far as checks need to know it.
 *
 * @param method its method
 * @param tool the tool it called, for {@code tools/call}
 */
public record Asked(String method, Optional<String> tool) {}
