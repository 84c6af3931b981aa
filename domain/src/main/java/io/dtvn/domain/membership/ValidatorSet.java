package io.dtvn.domain.membership;

import io.dtvn.domain.codec.PublicKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The validators of one epoch in the order of their ids' UTF-8 bytes. A member's place in this
 * order, its index, is how certificates name it and how primaries take turns. Immutable.
 */
public final class ValidatorSet {

  private final List<Validator> members;
  private final Quorum quorum;
  private final Map<ValidatorId, Integer> indexById = new HashMap<>();
  private final Map<PublicKey, Integer> indexByKey = new HashMap<>();

  private ValidatorSet(List<Validator> members) {
    this.members = members;
    this.quorum = new Quorum(members.size());
    for (int i = 0; i < members.size(); i++) {
      boolean sameId = indexById.put(members.get(i).id(), i) != null;
      boolean sameKey = indexByKey.put(members.get(i).key(), i) != null;
      if (sameId || sameKey) {
        throw new IllegalArgumentException(
            "validators: want distinct ids and keys, found %s twice".formatted(members.get(i)));
      }
    }
  }

  /**
   * Sorts {@code members} into a set.
   *
   * @throws IllegalArgumentException unless there are 1 to 13 with distinct ids and keys
   */
  public static ValidatorSet of(List<Validator> members) {
    return new ValidatorSet(members.stream().sorted(Comparator.comparing(Validator::id)).toList());
  }

  /** The members in order. */
  public List<Validator> members() {
    return members;
  }

  /** n. */
  public int size() {
    return members.size();
  }

  /** The quorum sizes for n. */
  public Quorum quorum() {
    return quorum;
  }

  /** The member at {@code index}, 0 to n-1. */
  public Validator at(int index) {
    return members.get(index);
  }

  /** The place of {@code id}, or empty if it is no member. */
  public OptionalInt indexOf(ValidatorId id) {
    Integer index = indexById.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The place of the member with {@code key}, or empty if there is none. */
  public OptionalInt indexOf(PublicKey key) {
    Integer index = indexByKey.get(key);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Index of the primary of {@code view}: the members take turns ([CL99] §4). */
  public int primaryOf(long view) {
    return (int) Math.floorMod(view, (long) members.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValidatorSet that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
