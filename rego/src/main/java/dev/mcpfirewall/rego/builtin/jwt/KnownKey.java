// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import java.security.Key;

/**
 * A key that signatures are verified with.
 *
 * @param algorithm what it is for; empty where it does not say
 * @param id its {@code kid}; empty where it has none
 */
record KnownKey(Key key, String algorithm, String id) {}
