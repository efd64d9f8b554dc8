// SPDX-License-Identifier: Apache-2.0
/**
 * Paths as attackers spell them: any spelling in, one canonical path out. Entry: {@link
 * dev.mcpfirewall.detect.path.CanonicalPath#read}. Never touches a file.
 */
@NullMarked
package dev.mcpfirewall.detect.path;

import org.jspecify.annotations.NullMarked;
