import com.adobe.testing.s3mock.S3MockApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Adobe's S3Mock on a free loopback port, with one thing mended: of several writers that each want
 * to be the first one to write a key, exactly one succeeds.
 *
 * <p>Started as {@code java -cp JARS S3MockServer.java ROOT BUCKET,…}; prints {@code ready PORT}.
 */
@Configuration(proxyBeanMethods = false)
public class S3MockServer {
  private static final int STRIPES = 256;

  public static void main(String[] arguments) {
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(S3MockApplication.class, S3MockServer.class)
                .properties(
                    Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "server.ssl.enabled", "false",
                        "http.port", "-1",
                        "com.adobe.testing.s3mock.store.root", arguments[0],
                        "com.adobe.testing.s3mock.store.retain-files-on-exit", "true",
                        "com.adobe.testing.s3mock.store.initial-buckets", arguments[1],
                        "logging.level.root", "ERROR",
                        "spring.main.banner-mode", "off"))
                .run();
    System.out.println("ready " + context.getWebServer().getPort());
  }

  /** S3Mock looks whether there is the key, and then writes it. */
  @Bean
  FilterRegistrationBean<Filter> oneWriterAtATime() {
    Lock[] locks =
        IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>(
            (request, response, chain) -> {
              HttpServletRequest http = (HttpServletRequest) request;
              if (!http.getMethod().equals("PUT") || http.getHeader("If-None-Match") == null) {
                chain.doFilter(request, response);
                return;
              }
              Lock lock = locks[Math.floorMod(http.getRequestURI().hashCode(), STRIPES)];
              lock.lock();
              try {
                chain.doFilter(request, response);
              } finally {
                lock.unlock();
              }
            });
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
