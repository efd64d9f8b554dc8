// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value within a {@link Document}: whole until an edit goes into it, then in pieces. */
abstract sealed class Part {
  static Part of(Value value) {
    return switch (value) {
      case ArrayValue array -> new Elements(array);
      case ObjectValue object -> new Members(object);
      case SetValue set -> new Keys(set);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> new Scalar(value);
    };
  }

  /** The value as edited so far. */
  abstract Value value(Evaluation in);

  /** What stands under a key, ready to be edited. */
  abstract Part child(Evaluation in, Value key) throws Document.Unfit;

  abstract void insert(Evaluation in, Value key, Part part) throws Document.Unfit;

  abstract void delete(Evaluation in, Value key) throws Document.Unfit;

  private static final class Scalar extends Part {
    private final Value value;

    Scalar(Value value) {
      this.value = value;
    }

    @Override
    Value value(Evaluation in) {
      return value;
    }

    @Override
    Part child(Evaluation in, Value key) throws Document.Unfit {
      throw new Document.Unfit();
    }

    @Override
    void insert(Evaluation in, Value key, Part part) throws Document.Unfit {
      throw new Document.Unfit();
    }

    @Override
    void delete(Evaluation in, Value key) throws Document.Unfit {
      throw new Document.Unfit();
    }
  }

  private static final class Elements extends Part {
    private ArrayValue whole;
    private @Nullable List<Part> parts;

    Elements(ArrayValue whole) {
      this.whole = whole;
    }

    private List<Part> parts(Evaluation in) {
      List<Part> opened = parts;
      if (opened == null) {
        in.spend(whole.size());
        opened = new ArrayList<>(whole.size() + 1);
        for (int i = 0; i < whole.size(); i++) {
          opened.add(Part.of(whole.get(i)));
        }
        parts = opened;
      }
      return opened;
    }

    @Override
    Value value(Evaluation in) {
      if (parts != null) {
        List<Value> values = new ArrayList<>(parts.size());
        in.spend(parts.size());
        for (Part part : parts) {
          values.add(part.value(in));
        }
        whole = ArrayValue.of(values);
      }
      return whole;
    }

    @Override
    Part child(Evaluation in, Value key) throws Document.Unfit {
      List<Part> opened = parts(in);
      return opened.get(index(key, opened.size() - 1));
    }

    @Override
    void insert(Evaluation in, Value key, Part part) throws Document.Unfit {
      List<Part> opened = parts(in);
      int at = index(key, opened.size());
      in.spend(1 + (opened.size() - at) / 64);
      opened.add(at, part);
    }

    @Override
    void delete(Evaluation in, Value key) throws Document.Unfit {
      List<Part> opened = parts(in);
      int at = index(key, opened.size() - 1);
      in.spend(1 + (opened.size() - at) / 64);
      opened.remove(at);
    }

    private int index(Value key, int last) throws Document.Unfit {
      int size = parts == null ? whole.size() : parts.size();
      long index =
          switch (key) {
            case NumberValue number when number.isLong() -> number.longValue();
            case StringValue string when string.value().equals("-") -> size;
            case StringValue string -> index(string.value());
            default -> throw new Document.Unfit();
          };
      if (index < 0 || index > last) {
        throw new Document.Unfit();
      }
      return (int) index;
    }

    private static long index(String text) throws Document.Unfit {
      if (text.isEmpty()
          || text.length() > 10
          || text.length() > 1 && text.charAt(0) == '0'
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new Document.Unfit();
      }
      return Long.parseLong(text);
    }
  }

  private static final class Members extends Part {
    private ObjectValue whole;
    private @Nullable Map<Value, Part> parts;

    Members(ObjectValue whole) {
      this.whole = whole;
    }

    private Map<Value, Part> parts(Evaluation in) {
      Map<Value, Part> opened = parts;
      if (opened == null) {
        in.spend(whole.size());
        opened = HashMap.newHashMap(whole.size() + 1);
        for (int i = 0; i < whole.size(); i++) {
          opened.put(whole.memberKey(i), Part.of(whole.memberValue(i)));
        }
        parts = opened;
      }
      return opened;
    }

    @Override
    Value value(Evaluation in) {
      if (parts != null) {
        in.spend(parts.size());
        ObjectValue.Builder members = ObjectValue.builder(parts.size());
        parts.forEach((key, part) -> members.put(key, part.value(in)));
        whole = members.build();
      }
      return whole;
    }

    @Override
    Part child(Evaluation in, Value key) throws Document.Unfit {
      Part part = parts(in).get(key);
      if (part == null) {
        throw new Document.Unfit();
      }
      return part;
    }

    @Override
    void insert(Evaluation in, Value key, Part part) {
      parts(in).put(key, part);
    }

    @Override
    void delete(Evaluation in, Value key) throws Document.Unfit {
      if (parts(in).remove(key) == null) {
        throw new Document.Unfit();
      }
    }
  }

  /**
   * A set: an element edited is another element, so at most one is open at a time, and put back
   * before the next step.
   */
  private static final class Keys extends Part {
    private SetValue whole;
    private @Nullable Set<Value> keys;
    private @Nullable Part open;

    Keys(SetValue whole) {
      this.whole = whole;
    }

    private Set<Value> keys(Evaluation in) {
      Set<Value> all = keys;
      if (all == null) {
        in.spend(whole.weight());
        all = new HashSet<>(whole.elements());
        keys = all;
      }
      if (open != null) {
        all.add(open.value(in));
        open = null;
      }
      return all;
    }

    @Override
    Value value(Evaluation in) {
      if (keys != null) {
        Set<Value> all = keys(in);
        in.spend(all.size());
        whole = SetValue.of(all);
      }
      return whole;
    }

    @Override
    Part child(Evaluation in, Value key) throws Document.Unfit {
      delete(in, key);
      Part part = Part.of(key);
      open = part;
      return part;
    }

    @Override
    void insert(Evaluation in, Value key, Part part) throws Document.Unfit {
      Value element = part.value(in);
      in.spend(Math.min(element.weight(), key.weight()));
      if (!element.equals(key)) {
        throw new Document.Unfit();
      }
      keys(in).add(key);
    }

    @Override
    void delete(Evaluation in, Value key) throws Document.Unfit {
      if (!keys(in).remove(key)) {
        throw new Document.Unfit();
      }
    }
  }
}
