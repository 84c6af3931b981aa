package io.dtvn.benchmarks.load;

/** One caller's way into a node. Not thread-safe; calls block. */
interface Door extends AutoCloseable {

  /** The answer to a call that succeeded. */
  String DONE = "";

  /** Issues {@code ticket}; gives {@link #DONE}, or what went wrong in few different words. */
  String issue(String ticket);

  /** Admits {@code ticket}; gives {@link #DONE}, or what went wrong in few different words. */
  String admit(String ticket);

  @Override
  void close();
}
