package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.ports.in.MaintainStorage.Job;
import io.dtvn.ports.in.MaintainStorage.Outcome;
import io.dtvn.ports.out.StorageException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on a thread of its own, told line by line. It is done whether or not anybody listens; who
 * listens too slowly misses lines in between, and the last one too after some seconds.
 */
final class WorkLines implements Publisher<byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLines.class);
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int LINES_WAITING_MAX = 16;
  private static final long LAST_LINE_SECONDS = 5;

  private final String word;
  private final SubmissionPublisher<byte[]> lines =
      new SubmissionPublisher<>(Runnable::run, LINES_WAITING_MAX);
  private final CompletableFuture<byte[]> lastLine = new CompletableFuture<>();
  private long toldNanos = System.nanoTime() - BETWEEN_NANOS;

  private WorkLines(String word) {
    this.word = word;
  }

  /** Starts {@code job}, which lines call {@code word}. */
  static WorkLines start(String word, Job job) {
    WorkLines lines = new WorkLines(word);
    Thread.ofPlatform().name("dtvn-storage-" + word).start(() -> lines.run(job));
    return lines;
  }

  /** Takes one subscriber. */
  @Override
  public void subscribe(Subscriber<? super byte[]> subscriber) {
    lines.subscribe(FlowAdapters.toFlowSubscriber(subscriber));
    var _ = lastLine.thenAccept(this::end);
  }

  private void run(Job job) {
    ObjectNode last = Json.object().put("phase", word);
    try {
      last.set("result", json(job.run(this::tell)));
    } catch (StorageException e) {
      LOG.warn("storage {} failed", word, e);
      last.put("error", Failure.text(e)).put("code", "STORAGE_FAILED");
    } catch (RuntimeException e) {
      LOG.error("storage {} failed", word, e);
      last.put("error", "internal error; see the node's log").put("code", "INTERNAL");
    } finally {
      lastLine.complete(Json.line(last)); // after an error of the JVM as well: somebody listens
    }
  }

  private void tell(long done, long total) {
    long now = System.nanoTime();
    if (now - toldNanos >= BETWEEN_NANOS && lines.hasSubscribers()) {
      toldNanos = now;
      ObjectNode line = Json.object().put("phase", word).put("done", done).put("total", total);
      lines.offer(Json.line(line), null);
    }
  }

  private void end(byte[] line) {
    lines.offer(line, LAST_LINE_SECONDS, TimeUnit.SECONDS, null);
    lines.close();
  }

  private static ObjectNode json(Outcome outcome) {
    return switch (outcome) {
      case Outcome.BackedUp(String file, long bytes, long entries, long sequence) ->
          Json.object()
              .put("file", file)
              .put("bytes", bytes)
              .put("entries", entries)
              .put("last_executed", sequence);
      case Outcome.Compacted(long before, long after) ->
          Json.object().put("bytes_before", before).put("bytes_after", after);
      case Outcome.Checked checked -> {
        ObjectNode object = Json.object().put("whole", checked.findings().isEmpty());
        object.set("facts", array(checked.facts()));
        yield object.set("findings", array(checked.findings()));
      }
    };
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
