// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts as attackers spell them: any notation of an address in, one canonical host out. Entry:
 * {@link dev.mcpfirewall.detect.net.Host#read}. Never resolves a name, never opens a socket.
 */
@NullMarked
package dev.mcpfirewall.detect.net;

import org.jspecify.annotations.NullMarked;
