package io.dtvn.ports.spi;

/**
 * Names a timer of the engine. An expiry names the view it was set in, so a stale one is recognised
 * and ignored.
 *
 * @param name what it is for
 * @param view the view it belongs to
 */
public record TimerId(String name, long view) implements Comparable<TimerId> {

  @Override
  public int compareTo(TimerId other) {
    int order = name.compareTo(other.name);
    return order != 0 ? order : Long.compare(view, other.view);
  }
}
