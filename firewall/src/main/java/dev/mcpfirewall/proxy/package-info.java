// SPDX-License-Identifier: Apache-2.0
/**
 * The policy enforcement point: pairs a client's channel with a server's, and lets nothing pass
 * that was not judged and recorded.
 *
 * <pre>
 * Channel ▶ Lane (inbound)  ─ judge ─ journal ─ enforce ▶ Channel
 * Channel ◀ enforce ─ journal ─ judge ─ (outbound) Lane ◀ Channel
 * </pre>
 *
 * Entry type: {@link dev.mcpfirewall.proxy.Session}. Neighbours: {@code transport} and {@code
 * pipeline} below, the root package above.
 */
@NullMarked
package dev.mcpfirewall.proxy;

import org.jspecify.annotations.NullMarked;
