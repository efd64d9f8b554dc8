// SPDX-License-Identifier: Apache-2.0
/** What can be wrong with a policy or an evaluation, and where in which text. Sees nothing else. */
@NullMarked
package dev.mcpfirewall.rego.error;

import org.jspecify.annotations.NullMarked;
