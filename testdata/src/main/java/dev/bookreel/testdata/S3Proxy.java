package dev.bookreel.testdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Stands between a client and a server of S3, on loopback: writes down what is asked, and fails.
 */
public final class S3Proxy implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private static final int PIECE = 64 << 10;

  /** What a client asked. */
  public record Asked(String method, String path, String query, boolean isConditional) {
    @Override
    public String toString() {
      return method + " " + path + (query == null ? "" : "?" + query);
    }
  }

  /**
   * What happens to a request.
   *
   * @param status what is answered instead of passing it on; 0: it is passed on
   * @param code of S3's error
   * @param delayMillis before anything else
   * @param answerBytes after how many bytes of the answer's body the connection breaks; -1: never
   * @param isLost whether the answer never begins, although the server did what was asked
   */
  public record Fault(int status, String code, long delayMillis, long answerBytes, boolean isLost) {
    /** It is passed on. */
    public static final Fault NONE = new Fault(0, null, 0, -1, false);

    /** The server did it, and the connection breaks before it can say so. */
    public static final Fault LOST_ANSWER = new Fault(0, null, 0, -1, true);

    /** An error of S3's. */
    public static Fault error(int status, String code) {
      return new Fault(status, code, 0, -1, false);
    }

    /** It takes its time. */
    public static Fault slow(long millis) {
      return new Fault(0, null, millis, -1, false);
    }

    /** The connection breaks within the answer. */
    public static Fault brokenAfter(long bytes) {
      return new Fault(0, null, 0, bytes, false);
    }
  }

  private final URI target;
  private final Function<Asked, Fault> faults;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong sent = new AtomicLong();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private S3Proxy(URI target, Function<Asked, Fault> faults) throws IOException {
    this.target = target;
    this.faults = faults;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Stands before a server; the function says what goes wrong. */
  public static S3Proxy before(URI target, Function<Asked, Fault> faults) throws IOException {
    return new S3Proxy(target, faults);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked so far, in this order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** How many bytes of answers' bodies went out. */
  public long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      URI uri = exchange.getRequestURI();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              uri.getPath(),
              uri.getQuery(),
              exchange.getRequestHeaders().containsKey("If-None-Match"));
      asked.add(request);
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = faults.apply(request);
      Thread.sleep(fault.delayMillis());
      if (fault.status() > 0) {
        refuse(exchange, fault);
      } else {
        answer(exchange, fault, passOn(exchange, body));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    byte[] error =
        ("<?xml version=\"1.0\"?><Error><Code>"
                + fault.code()
                + "</Code><Message>injected</Message></Error>")
            .getBytes(UTF_8);
    boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(fault.status(), hasBody ? error.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(error);
    }
  }

  private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toASCIIString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void answer(HttpExchange exchange, Fault fault, HttpResponse<byte[]> response)
      throws IOException {
    if (fault.isLost()) {
      return;
    }
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = response.body();
    if (exchange.getRequestMethod().equals("HEAD")) {
      response
          .headers()
          .firstValue("Content-Length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
      exchange.sendResponseHeaders(response.statusCode(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    long count = fault.answerBytes() < 0 ? body.length : Math.min(body.length, fault.answerBytes());
    for (int written = 0; written < count; written += PIECE) {
      int size = (int) Math.min(PIECE, count - written);
      out.write(body, written, size);
      out.flush();
      sent.addAndGet(size);
    }
  }
}
