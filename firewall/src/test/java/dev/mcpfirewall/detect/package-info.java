// SPDX-License-Identifier: Apache-2.0
/** Tests of the detectors. */
@NullMarked
package dev.mcpfirewall.detect;

import org.jspecify.annotations.NullMarked;
