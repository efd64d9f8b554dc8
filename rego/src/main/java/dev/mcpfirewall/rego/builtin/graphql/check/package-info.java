// SPDX-License-Identifier: Apache-2.0
/** GraphQL's schemas, and the rules that a query must keep. Sees value and syntax. */
@NullMarked
package dev.mcpfirewall.rego.builtin.graphql.check;

import org.jspecify.annotations.NullMarked;
