// SPDX-License-Identifier: Apache-2.0
/**
 * GraphQL: parsing into the tree that gqlparser shows, and checking a query against a schema. Sees
 * value, type, error and builtin.
 */
@NullMarked
package dev.mcpfirewall.rego.builtin.graphql;

import org.jspecify.annotations.NullMarked;
