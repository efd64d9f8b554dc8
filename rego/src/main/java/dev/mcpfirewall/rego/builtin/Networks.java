// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.net.Cidr;
import dev.mcpfirewall.rego.builtin.net.CidrMerge;
import dev.mcpfirewall.rego.builtin.net.IpAddress;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Addresses and blocks of addresses. Asks no network but by {@link #resolving}. */
final class Networks {
  private static final int MAX_EXPANDED = 1 << 20;
  private static final String ELEMENT = "string | array[any]";
  private static final String MANY =
      "string | array[" + ELEMENT + "] | set[" + ELEMENT + "] | object[string: " + ELEMENT + "]";
  private static final String LOOKUP = "net.lookup_ip_addr";
  private static final String LOOKUP_TYPE = "(name: string) set[string]";

  private Networks() {}

  static List<Builtin> list() {
    Builtin.Of2 contains = Networks::contains;
    return List.of(
        new Builtin("net.cidr_contains", "(cidr: string, cidr_or_ip: string) boolean", contains),
        new Builtin("net.cidr_overlap", "(cidr1: string, cidr2: string) boolean", contains),
        new Builtin(
            "net.cidr_intersects",
            "(cidr1: string, cidr2: string) boolean",
            (Builtin.Of2) Networks::intersects),
        new Builtin(
            "net.cidr_contains_matches",
            "(cidrs: " + MANY + ", cidrs_or_ips: " + MANY + ") set[array<any, any>]",
            (Builtin.Of2) Networks::matches),
        new Builtin(
            "net.cidr_expand", "(cidr: string) set[string]", (Builtin.Of1) Networks::expand),
        new Builtin(
            "net.cidr_merge",
            "(addrs: array[string] | set[string]) set[string]",
            (Builtin.Of1) Networks::merge),
        new Builtin("net.cidr_is_valid", "(cidr: string) boolean", (Builtin.Of1) Networks::isValid),
        new Builtin(LOOKUP, LOOKUP_TYPE, (Builtin.Of1) Networks::lookup));
  }

  /** {@code net.lookup_ip_addr} that asks the system's resolver. */
  static Builtin resolving() {
    return new Builtin(LOOKUP, LOOKUP_TYPE, (Builtin.Of1) Networks::resolve);
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow(() -> BuiltinError.failed("invalid CIDR address: " + text));
  }

  private static Value contains(Evaluation in, Value a, Value b) {
    Cidr block = cidr(Operand.string(a, 1));
    return BooleanValue.of(contains(block, Operand.string(b, 1)));
  }

  private static boolean contains(Cidr block, String other) {
    Optional<IpAddress> address = IpAddress.parse(other);
    return address.isPresent()
        ? block.contains(address.get())
        : block.contains(
            Cidr.parse(other)
                .orElseThrow(() ->
                    BuiltinError.failed(
                        "not a valid textual representation of an IP address or CIDR: " + other)));
  }

  private static Value intersects(Evaluation in, Value a, Value b) {
    Cidr one = cidr(Operand.string(a, 1));
    return BooleanValue.of(one.intersects(cidr(Operand.string(b, 1))));
  }

  /** Each block of the first with each block or address of the second. */
  private static Value matches(Evaluation in, Value a, Value b) {
    SetValue.Builder matches = SetValue.builder(8);
    each(
        a,
        1,
        (first, firstKey) ->
            each(
                b,
                2,
                (second, secondKey) -> {
                  in.spend(8);
                  Cidr block = cidr(Operand.string(first, 1));
                  if (contains(block, Operand.string(second, 1))) {
                    matches.add(ArrayValue.of(firstKey, secondKey));
                  }
                }));
    return matches.build();
  }

  /** The blocks of an operand, each with what it is known by: itself, its index or its key. */
  private static void each(Value operand, int position, BiConsumer<Value, Value> action) {
    switch (operand) {
      case StringValue s -> action.accept(s, s);
      case ArrayValue array -> {
        for (int i = 0; i < array.size(); i++) {
          action.accept(element(array.get(i), position), NumberValue.of(i));
        }
      }
      case SetValue set -> set.elements().forEach(e -> action.accept(element(e, position), e));
      case ObjectValue object ->
          object.forEach((key, value) -> action.accept(element(value, position), key));
      default -> {}
    }
  }

  private static Value element(Value value, int position) {
    if (value instanceof ArrayValue array && array.size() > 0) {
      return array.get(0);
    }
    if (value instanceof StringValue) {
      return value;
    }
    throw BuiltinError.failed(
        "operand " + position + ": element must be string or non-empty array");
  }

  private static Value expand(Evaluation in, Value a) {
    Cidr block = cidr(Operand.string(a, 1));
    return strings(block.expand(MAX_EXPANDED, in::spend));
  }

  private static SetValue strings(List<String> texts) {
    SetValue.Builder strings = SetValue.builder(texts.size());
    texts.forEach(text -> strings.add(StringValue.of(text)));
    return strings.build();
  }

  private static Value merge(Evaluation in, Value a) {
    List<Value> elements =
        switch (a) {
          case ArrayValue array -> array.elements();
          case SetValue set -> set.elements();
          default -> throw BuiltinError.failed("operand must be an array");
        };
    List<Cidr> blocks = new ArrayList<>(elements.size());
    for (Value element : elements) {
      in.spend(8);
      if (!(element instanceof StringValue s)) {
        throw BuiltinError.failed("element must be string");
      }
      Optional<IpAddress> address = IpAddress.parse(s.value());
      blocks.add(
          address.isEmpty()
              ? cidr(s.value())
              : Cidr.classful(address.get())
                  .orElseThrow(() -> BuiltinError.failed("IPv6 invalid: needs prefix length")));
    }
    return strings(CidrMerge.merge(blocks).stream().map(Cidr::toString).toList());
  }

  private static Value isValid(Evaluation in, Value a) {
    return BooleanValue.of(a instanceof StringValue s && Cidr.parse(s.value()).isPresent());
  }

  /** What can be said without asking: an address is its own, localhost is this machine. */
  private static Value lookup(Evaluation in, Value a) {
    String name = Operand.string(a, 1);
    Optional<IpAddress> address = IpAddress.parse(name);
    if (address.isPresent()) {
      return strings(List.of(address.get().toString()));
    }
    if (name.equalsIgnoreCase("localhost")) {
      return strings(List.of("127.0.0.1", "::1"));
    }
    throw BuiltinError.failed(
        "looking up names is off: a policy must not ask the network unless it is allowed to");
  }

  private static Value resolve(Evaluation in, Value a) {
    String name = Operand.string(a, 1);
    record Key(String name) {}
    return in.once(
        new Key(name),
        () -> {
          try {
            List<String> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(name)) {
              addresses.add(IpAddress.of(address.getAddress()).toString());
            }
            return strings(addresses);
          } catch (UnknownHostException e) {
            throw BuiltinError.failed("lookup " + name + ": no such host");
          }
        });
  }
}
