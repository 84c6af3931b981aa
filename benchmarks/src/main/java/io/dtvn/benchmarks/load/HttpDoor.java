package io.dtvn.benchmarks.load;

import java.io.IOException;
import java.util.Optional;

/** Through HTTP, over one connection that is made again when it breaks. */
final class HttpDoor implements Door {

  private static final int CREATED = 201;
  private static final int OK = 200;

  private final Target target;
  private Optional<HttpConnection> connection = Optional.empty();

  HttpDoor(Target target) {
    this.target = target;
  }

  @Override
  public String issue(String ticket) {
    return call("/api/v1/tickets", ticket, CREATED);
  }

  @Override
  public String admit(String ticket) {
    return call("/api/v1/tickets/admit", ticket, OK);
  }

  private String call(String path, String ticket, int wanted) {
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(new HttpConnection(target));
      }
      int status = connection.get().post(path, "{\"ticket_id\":\"" + ticket + "\"}");
      return status == wanted ? DONE : "HTTP " + status;
    } catch (IOException e) {
      close();
      return e.getClass().getSimpleName();
    }
  }

  @Override
  public void close() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (IOException _) {
      // it is gone either way
    }
    connection = Optional.empty();
  }
}
