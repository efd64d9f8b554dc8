// SPDX-License-Identifier: Apache-2.0
/** Strict JSON over raw bytes: what is checked is what is forwarded. */
@NullMarked
package dev.mcpfirewall.json;

import org.jspecify.annotations.NullMarked;
