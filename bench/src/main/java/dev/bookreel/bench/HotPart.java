package dev.bookreel.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How each hot part is timed: nanoseconds a row or a value, briefly; JMH's own options ask for
 * more.
 *
 * <p>Memory, its collector and what the compiler copies are as the launcher script has them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms760m",
      "-Xmx760m",
      "-XX:+UseParallelGC",
      "-Xmn600m",
      "-XX:FreqInlineSize=70",
      // Nothing of what libraries log is printed, nor that it is not.
      "-Dslf4j.internal.verbosity=ERROR"
    })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class HotPart {}
