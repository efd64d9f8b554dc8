// SPDX-License-Identifier: Apache-2.0
/** Hashes, certificates and keys. Sees value, type, error and builtin. */
@NullMarked
package dev.mcpfirewall.rego.builtin.crypto;

import org.jspecify.annotations.NullMarked;
