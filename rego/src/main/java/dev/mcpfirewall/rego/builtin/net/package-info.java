// SPDX-License-Identifier: Apache-2.0
/** Addresses and blocks of addresses; asks no network. Knows no values. */
@NullMarked
package dev.mcpfirewall.rego.builtin.net;

import org.jspecify.annotations.NullMarked;
