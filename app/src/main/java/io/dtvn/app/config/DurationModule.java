package io.dtvn.app.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;

/** Reads and writes durations in Go's form. */
final class DurationModule {

  private DurationModule() {}

  static SimpleModule create() {
    return new SimpleModule("go-durations")
        .addSerializer(Duration.class, new Writer())
        .addDeserializer(Duration.class, new Reader());
  }

  private static final class Writer extends StdSerializer<Duration> {

    private static final long serialVersionUID = 1L;

    Writer() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(GoDuration.format(value));
    }
  }

  private static final class Reader extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return GoDuration.parse(in.getText());
    }
  }
}
