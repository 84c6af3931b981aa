package io.dtvn.ports.spi;

import java.util.ArrayList;
import java.util.List;

/** Chooses the plug-in that the configuration names. There are no priorities and no order. */
public final class Providers {

  private Providers() {}

  /**
   * The one provider called {@code wanted}.
   *
   * @param key the configuration key, for the message
   * @param installed what was found on the class path
   * @throws UnknownProviderException unless exactly one matches; the message lists what is
   *     installed
   */
  public static <P extends Provider> P select(String key, String wanted, Iterable<P> installed) {
    List<P> matches = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (P provider : installed) {
      names.add(provider.name());
      if (provider.name().equals(wanted)) {
        matches.add(provider);
      }
    }
    List<String> sorted = names.stream().sorted().toList();
    if (matches.isEmpty()) {
      throw new UnknownProviderException("%s '%s': want one of %s".formatted(key, wanted, sorted));
    }
    if (matches.size() > 1) {
      throw new UnknownProviderException(
          "%s '%s': want exactly one of that name, found %d in %s"
              .formatted(key, wanted, matches.size(), sorted));
    }
    return matches.getFirst();
  }
}
