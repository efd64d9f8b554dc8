// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** OPA's total order of values. */
final class ValueOrder {
  private ValueOrder() {}

  static int compare(Value a, Value b) {
    if (a == b) {
      return 0;
    }
    return switch (a) {
      case NumberValue x when b instanceof NumberValue y -> x.compare(y);
      case StringValue x when b instanceof StringValue y -> compare(x.value(), y.value());
      case ArrayValue x when b instanceof ArrayValue y -> compare(x, y);
      case ObjectValue x when b instanceof ObjectValue y -> compare(x, y);
      case SetValue x when b instanceof SetValue y -> compare(x, y);
      default -> Integer.compare(rank(a), rank(b));
    };
  }

  private static int rank(Value value) {
    return switch (value) {
      case NullValue _ -> 0;
      case BooleanValue b -> b.value() ? 2 : 1;
      case NumberValue _ -> 3;
      case StringValue _ -> 4;
      case ArrayValue _ -> 5;
      case ObjectValue _ -> 6;
      case SetValue _ -> 7;
    };
  }

  /** By code points, as the order of UTF-8 bytes is: UTF-16 units put U+FFFF after U+10000. */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int compare(ArrayValue a, ArrayValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(ObjectValue a, ObjectValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int order = compare(a.keyAt(i), b.keyAt(i));
      if (order == 0) {
        order = compare(a.valueAt(i), b.valueAt(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(SetValue a, SetValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int order = compare(a.at(i), b.at(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
