// SPDX-License-Identifier: Apache-2.0
/**
 * {@code mcp-firewall rego}: policies evaluated, checked, formatted, tested and shown, with the
 * flags of {@code opa}.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.rego.RegoCommand}.
 *
 * <pre>
 * command line - PolicyFiles - rego engine - report on stdout, complaints on stderr
 * </pre>
 */
@NullMarked
package dev.mcpfirewall.cli.rego;

import org.jspecify.annotations.NullMarked;
