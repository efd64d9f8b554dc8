// SPDX-License-Identifier: Apache-2.0
/**
 * Text in, matches out: decoders, normaliser, scanners. Linear in time; knows no MCP and no policy.
 */
@NullMarked
package dev.mcpfirewall.detect;

import org.jspecify.annotations.NullMarked;
