// SPDX-License-Identifier: Apache-2.0
/** Built-ins on arrays, sets, objects, paths into them, and graphs. Sees value, type and error. */
@NullMarked
package dev.mcpfirewall.rego.builtin.collection;

import org.jspecify.annotations.NullMarked;
