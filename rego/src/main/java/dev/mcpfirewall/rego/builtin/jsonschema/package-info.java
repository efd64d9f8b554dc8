// SPDX-License-Identifier: Apache-2.0
/**
 * JSON Schema, drafts 4, 6 and 7 as gojsonschema mixes them. Sees value, type, error and builtin.
 */
@NullMarked
package dev.mcpfirewall.rego.builtin.jsonschema;

import org.jspecify.annotations.NullMarked;
