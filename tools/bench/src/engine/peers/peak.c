/* The native peak of 128-bit fused multiply-add: what a kernel of 128-bit vectors could reach at best on this processor.
   Twelve independent chains hide the latency of two units of up to six cycles; nothing is loaded or stored in the loop.
   Reads a number of threads a line, answers a line of JSON: GFLOP/s of all threads together. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { CHAINS = 12, ROUNDS = 24000000, MOST_THREADS = 64 };

/* Keeps a value in a register and hides from the compiler what it is. */
#if defined(__aarch64__)
#define OPAQUE(x) __asm__ volatile("" : "+w"(x))
#else
#define OPAQUE(x) __asm__ volatile("" : "+x"(x))
#endif

#define EACH(do) do(a) do(b) do(c) do(d) do(e) do(f) do(g) do(h) do(i) do(j) do(k) do(l)
#define START(x) f32x4 x = term; OPAQUE(x);
#define STEP(x) x = x * factor + term; OPAQUE(x);

static void *spin(void *unused) {
  f32x4 factor = {0.5f, 0.5f, 0.5f, 0.5f}, term = {0.25f, 0.25f, 0.25f, 0.25f};
  EACH(START)
  for (int round = 0; round < ROUNDS; round++) {
    EACH(STEP)
  }
  return unused;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(void) {
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    int threads = atoi(line);
    if (threads < 1 || threads > MOST_THREADS) {
      printf("{\"error\":\"expected 1 to %d threads\"}\n", MOST_THREADS);
    } else {
      pthread_t helpers[MOST_THREADS];
      double start = seconds();
      for (int t = 1; t < threads; t++) pthread_create(&helpers[t], 0, spin, 0);
      spin(0);
      for (int t = 1; t < threads; t++) pthread_join(helpers[t], 0);
      printf("%.3f\n", 8e-9 * threads * CHAINS * ROUNDS / (seconds() - start));
    }
    fflush(stdout);
  }
  return 0;
}
