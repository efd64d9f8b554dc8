// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a known form, whose members come into being when they are asked for, and stay. Two
 * threads may make the same member twice; both are right, for the same is made each time.
 */
public final class LazyObject extends ObjectValue {
  /** Stands for a member that is not there. */
  private static final Value ABSENT = StringValue.of("absent");

  private final Form form;
  private final Members members;
  private final @Nullable Value[] made;
  private @Nullable ObjectValue whole;

  /** An object of a form. */
  public LazyObject(Form form, Members members) {
    this.form = form;
    this.members = members;
    this.made = new @Nullable Value[form.keys.length];
  }

  /** Makes members. */
  @FunctionalInterface
  public interface Members {
    /** The member of a form's key, by its place; null where there is none. */
    @Nullable Value make(int place);
  }

  /** The keys that objects can have; made once for many of them. Immutable. */
  public static final class Form {
    private final StringValue[] keys;
    private final Map<Value, Integer> places;

    /** These keys, each once; their places count from 0. */
    public Form(String... names) {
      keys = new StringValue[names.length];
      places = HashMap.newHashMap(names.length);
      for (int i = 0; i < names.length; i++) {
        keys[i] = StringValue.of(names[i]);
        places.put(keys[i], i);
      }
    }
  }

  @Override
  public @Nullable Value find(Value key) {
    Integer place = form.places.get(key);
    return place == null ? null : member(place);
  }

  private @Nullable Value member(int place) {
    Value known = made[place];
    if (known == null) {
      Value value = members.make(place);
      known = value == null ? ABSENT : value;
      made[place] = known;
    }
    return known == ABSENT ? null : known;
  }

  private ObjectValue whole() {
    ObjectValue known = whole;
    if (known == null) {
      Builder all = builder(made.length);
      for (int i = 0; i < made.length; i++) {
        Value value = member(i);
        if (value != null) {
          all.put(form.keys[i], value);
        }
      }
      known = all.build();
      whole = known;
    }
    return known;
  }

  @Override
  public int size() {
    return whole().size();
  }

  @Override
  public Value keyAt(int rank) {
    return whole().keyAt(rank);
  }

  @Override
  public Value valueAt(int rank) {
    return whole().valueAt(rank);
  }

  @Override
  public Value memberKey(int index) {
    return whole().memberKey(index);
  }

  @Override
  public Value memberValue(int index) {
    return whole().memberValue(index);
  }
}
