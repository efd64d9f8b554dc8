// SPDX-License-Identifier: Apache-2.0
/** Signing of requests to AWS. Sees value, type, error and builtin. */
@NullMarked
package dev.mcpfirewall.rego.builtin.aws;

import org.jspecify.annotations.NullMarked;
