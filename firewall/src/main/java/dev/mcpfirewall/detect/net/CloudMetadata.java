// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.util.Set;

/** The addresses and names at which clouds hand a machine its credentials. */
final class CloudMetadata {
  /**
   * AWS, GCP, Azure, DigitalOcean, Hetzner and others; ECS tasks; EKS pods; Alibaba; Oracle; Azure
   * wire.
   */
  static final Set<IpAddress> ADDRESSES =
      Set.of(
          IpAddress.v4(0xA9FEA9FEL),
          IpAddress.v4(0xA9FEA9FDL),
          IpAddress.v4(0xA9FEAA02L),
          IpAddress.v4(0xA9FEAA17L),
          IpAddress.v4(0x646464C8L),
          IpAddress.v4(0xC00000C0L),
          IpAddress.v4(0xA83F8110L),
          IpAddress.v6(0xFD00_0EC2_0000_0000L, 0x254L),
          IpAddress.v6(0xFD00_0EC2_0000_0000L, 0x23L),
          IpAddress.v6(0xFD20_00CE_0000_0000L, 0x254L));

  static final Set<String> NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.tencentyun.com",
          "metadata.packet.net",
          "metadata.platformequinix.com",
          "metadata.azure.internal",
          "metadata.service.consul",
          "metadata.oraclecloud.com",
          "instance-data",
          "instance-data.ec2.internal",
          "rancher-metadata",
          "rancher-metadata.rancher.internal");

  private CloudMetadata() {}
}
