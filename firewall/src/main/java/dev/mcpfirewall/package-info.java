// SPDX-License-Identifier: Apache-2.0
/** The firewall put together by hand: which stages, in which order, over which policy. */
@NullMarked
package dev.mcpfirewall;

import org.jspecify.annotations.NullMarked;
