package io.dtvn.adapters.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** All numbers of a node, those of the JVM and the process among them, as text. Thread-safe. */
final class Page {

  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double NANOS_OF_SECOND = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  Page() {
    List<MeterBinder> binders =
        List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new JvmInfoMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    binders.forEach(binder -> binder.bindTo(registry));
    cpuTime().bindTo(registry);
  }

  /** Micrometer's own counts nanoseconds, and Prometheus has a name for it in seconds. */
  private static MeterBinder cpuTime() {
    return registry -> {
      if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
        FunctionCounter.builder(
                "process.cpu.seconds", system, at -> at.getProcessCpuTime() / NANOS_OF_SECOND)
            .description("CPU time that the process has used, in seconds.")
            .register(registry);
      }
    };
  }

  MicrometerMetrics metrics() {
    return new MicrometerMetrics(registry);
  }

  /**
   * What stands on the page now, made for one reader at a time; empty once it is closed.
   *
   * @throws InterruptedException if nobody waits for it any more
   */
  Optional<byte[]> text() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return closed ? Optional.empty() : Optional.of(write());
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a reader that is at it; then no gauge is read any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      collections.close();
    } finally {
      lock.unlock();
    }
  }

  private byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try {
      writer.write(bytes, wanted(registry.getPrometheusRegistry().scrape()));
    } catch (IOException e) {
      throw new UncheckedIOException("metrics: want text in memory, found " + e, e);
    }
    return bytes.toByteArray();
  }

  /** Micrometer shows a timer's greatest value of late as well: the buckets tell that. */
  private static MetricSnapshots wanted(MetricSnapshots all) {
    return new MetricSnapshots(all.stream().filter(Page::isWanted).toList());
  }

  private static boolean isWanted(MetricSnapshot family) {
    String name = family.getMetadata().getPrometheusName();
    return !(name.startsWith("dtvn_") && name.endsWith("_seconds_max"));
  }
}
