// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.error.RegoException;
import java.util.Optional;

/**
 * An evaluation that may have been stopped.
 *
 * @param result the rows found before it was: each of them holds, more might have come
 * @param stopped why it ended early; empty where it did not
 */
public record Attempt(Result result, Optional<RegoException> stopped) {}
