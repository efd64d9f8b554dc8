// SPDX-License-Identifier: Apache-2.0
/**
 * What characters look like, and what escapes stand for: the tables that detectors and policies
 * read disguises by.
 *
 * <p>Entry: {@link dev.mcpfirewall.text.Glyphs}. Knows nothing of messages; sees nothing of ours.
 */
@NullMarked
package dev.mcpfirewall.text;

import org.jspecify.annotations.NullMarked;
