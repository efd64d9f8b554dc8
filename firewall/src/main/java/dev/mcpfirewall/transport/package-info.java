// SPDX-License-Identifier: Apache-2.0
/** Frames of bytes in and out: lines over stdio, a child process. Knows no JSON and no policy. */
@NullMarked
package dev.mcpfirewall.transport;

import org.jspecify.annotations.NullMarked;
