// SPDX-License-Identifier: Apache-2.0
/** JSON Web Tokens: decoding, verifying, signing. Sees value, type, error and builtin. */
@NullMarked
package dev.mcpfirewall.rego.builtin.jwt;

import org.jspecify.annotations.NullMarked;
