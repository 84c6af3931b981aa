package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map: a binary search tree by key that is a heap by random priorities, so it
 * is balanced in expectation whatever the keys are (Seidel and Aragon, 1996). A change copies one
 * path and shares the rest, so an old version stays as it was and costs nothing to keep.
 */
record Treap(@Nullable Node root) {

  static final Treap EMPTY = new Treap(null);

  /** An entry, below which keys are smaller on the left and priorities nowhere greater. */
  record Node(Bytes key, Bytes value, int priority, @Nullable Node left, @Nullable Node right) {

    private Node withValue(Bytes newValue) {
      return new Node(key, newValue, priority, left, right);
    }

    private Node withLeft(@Nullable Node newLeft) {
      return new Node(key, value, priority, newLeft, right);
    }

    private Node withRight(@Nullable Node newRight) {
      return new Node(key, value, priority, left, newRight);
    }
  }

  /** The keys below a bound, and those from it on. */
  private record Halves(@Nullable Node below, @Nullable Node above) {}

  Optional<Bytes> find(Bytes key) {
    Node node = root;
    while (node != null) {
      int order = key.compareTo(node.key());
      if (order == 0) {
        return Optional.of(node.value());
      }
      node = order < 0 ? node.left() : node.right();
    }
    return Optional.empty();
  }

  /** With {@code key} set; {@code priority} is used if the key is new. */
  Treap with(Bytes key, Bytes value, int priority) {
    return new Treap(put(root, new Node(key, value, priority, null, null)));
  }

  Treap without(Bytes key) {
    return new Treap(remove(root, key));
  }

  /** Without the keys from {@code from} on and below {@code to}; an empty {@code to}: the end. */
  Treap withoutRange(Bytes from, Bytes to) {
    Halves low = split(root, from);
    if (to.length() == 0) {
      return new Treap(low.below());
    }
    if (from.compareTo(to) >= 0) {
      return this;
    }
    return new Treap(join(low.below(), split(low.above(), to).above()));
  }

  private static Node put(@Nullable Node tree, Node added) {
    if (tree == null) {
      return added;
    }
    int order = added.key().compareTo(tree.key());
    if (order == 0) {
      return tree.withValue(added.value());
    }
    if (order < 0) {
      Node left = put(tree.left(), added);
      return left.priority() > tree.priority()
          ? left.withRight(tree.withLeft(left.right()))
          : tree.withLeft(left);
    }
    Node right = put(tree.right(), added);
    return right.priority() > tree.priority()
        ? right.withLeft(tree.withRight(right.left()))
        : tree.withRight(right);
  }

  private static @Nullable Node remove(@Nullable Node tree, Bytes key) {
    if (tree == null) {
      return null;
    }
    int order = key.compareTo(tree.key());
    if (order == 0) {
      return join(tree.left(), tree.right());
    }
    return order < 0
        ? tree.withLeft(remove(tree.left(), key))
        : tree.withRight(remove(tree.right(), key));
  }

  private static Halves split(@Nullable Node tree, Bytes bound) {
    if (tree == null) {
      return new Halves(null, null);
    }
    if (tree.key().compareTo(bound) < 0) {
      Halves right = split(tree.right(), bound);
      return new Halves(tree.withRight(right.below()), right.above());
    }
    Halves left = split(tree.left(), bound);
    return new Halves(left.below(), tree.withLeft(left.above()));
  }

  /** All of both; every key of {@code low} is smaller than every key of {@code high}. */
  private static @Nullable Node join(@Nullable Node low, @Nullable Node high) {
    if (low == null) {
      return high;
    }
    if (high == null) {
      return low;
    }
    return low.priority() > high.priority()
        ? low.withRight(join(low.right(), high))
        : high.withLeft(join(low, high.left()));
  }
}
