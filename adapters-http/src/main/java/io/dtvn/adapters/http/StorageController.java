package io.dtvn.adapters.http;

import io.dtvn.ports.in.MaintainStorage;
import io.dtvn.ports.in.MaintainStorage.Job;
import io.dtvn.ports.in.MaintainStorage.Task;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Long work on the store. The answer is a line of JSON now and then, and one at the end. */
@Controller("/api/v1/storage")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StorageController {

  private static final MediaType LINES = MediaType.of("application/x-ndjson");

  private final MaintainStorage storage;

  StorageController(UseCases useCases) {
    this.storage = useCases.storage();
  }

  @Post("/backup")
  HttpResponse<Publisher<byte[]>> backup(HttpRequest<byte[]> request) {
    Optional<String> name = Fields.ofOptional(request).text("path");
    return begun("backup", new Task.Backup(name));
  }

  @Post("/compact")
  HttpResponse<Publisher<byte[]>> compact() {
    return begun("compact", new Task.Compact());
  }

  @Post("/check")
  HttpResponse<Publisher<byte[]>> check() {
    return begun("check", new Task.Check());
  }

  private HttpResponse<Publisher<byte[]>> begun(String word, Task task) {
    Job job;
    try {
      job = storage.begin(task);
    } catch (MaintainStorage.BusyException e) {
      throw new FailedCall(Failure.busy(Failure.text(e)));
    } catch (IllegalArgumentException e) {
      throw FailedCall.malformed(Failure.text(e));
    }
    return HttpResponse.<Publisher<byte[]>>ok(WorkLines.start(word, job)).contentType(LINES);
  }
}
