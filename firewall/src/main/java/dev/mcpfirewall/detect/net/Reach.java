// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

/** Where an address leads; the later, the less a tool has to do there. */
public enum Reach {
  /** The open internet. */
  PUBLIC,
  /**
   * Multicast, documentation, benchmarking, future use, shared address space: no ordinary target.
   */
  RESERVED,
  /** RFC 1918 and unique local addresses. */
  PRIVATE,
  /** 169.254.0.0/16 and fe80::/10. */
  LINK_LOCAL,
  /** This machine: 127.0.0.0/8, ::1, and the unspecified address, which connects to it. */
  LOOPBACK,
  /** Where clouds hand out a machine's credentials. */
  METADATA
}
