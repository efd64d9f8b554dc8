// SPDX-License-Identifier: Apache-2.0
/**
 * The detectors without a message around: files are scanned, and rules are listed, shown and tried
 * on their own examples.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.scan.DetectCommand}, {@link
 * dev.mcpfirewall.cli.scan.RulesCommand}.
 *
 * <p>{@code files ▶ FileScan ▶ Spot ▶ text, JSON, SarifLog}
 *
 * <p>Neighbours: {@code detect} of the firewall does the looking.
 */
@NullMarked
package dev.mcpfirewall.cli.scan;

import org.jspecify.annotations.NullMarked;
