// SPDX-License-Identifier: Apache-2.0
/** GraphQL's texts and the trees that gqlparser makes of them. Sees value. */
@NullMarked
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import org.jspecify.annotations.NullMarked;
