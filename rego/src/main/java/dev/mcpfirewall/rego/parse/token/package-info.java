// SPDX-License-Identifier: Apache-2.0
/** Text to tokens. Sees ast (comments) and error. */
@NullMarked
package dev.mcpfirewall.rego.parse.token;

import org.jspecify.annotations.NullMarked;
