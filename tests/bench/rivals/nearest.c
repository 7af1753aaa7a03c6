/*
 * The rival of searchNearest: the same sweep in C, over the same columns with weights of 32 bits.
 * Usage: nearest FILE. FILE holds 32-bit numbers: nodes, arcs, seeds, limit, width; then nodes + 1 first arcs, arcs
 * pairs of head and weight, seeds triples of node, ticks and source. Each line on standard input starts one run; its
 * nanoseconds of the processor and the sums of all sources and of all ticks reached are printed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int32_t nodes, arcs, seeds, limit, width;
static int32_t *first_arc, *arc, *seed;
static int32_t *ticks, *source;
static uint32_t *near, *far;

static int32_t *column(FILE *file, size_t length) {
  int32_t *values = malloc(4 * length + 4);
  if (!values || fread(values, 4, length, file) != length) exit(2);
  return values;
}

static void sweep(void) {
  const int32_t words = (nodes + 31) >> 5;
  for (int32_t n = 0; n < nodes; n++) ticks[n] = limit + 1;
  memset(source, 255, 4 * (size_t)nodes);
  memset(far, 0, 4 * (size_t)words);
  for (int32_t k = 0; k < seeds; k++) {
    int32_t node = seed[3 * k], there = seed[3 * k + 1], s = seed[3 * k + 2];
    if (there > ticks[node] || (there == ticks[node] && s >= source[node]) || there > limit) continue;
    ticks[node] = there;
    source[node] = s;
    far[node >> 5] |= 1u << (node & 31);
  }
  int64_t below = 0;
  for (;;) {
    int64_t done = below;
    int32_t least = INT32_MAX, low = words, high = -1;
    below += width;
    for (int32_t w = 0; w < words; w++) {
      uint32_t bits = far[w], kept = 0, moved = 0;
      if (!bits) continue;
      do {
        uint32_t bit = bits & -bits;
        int32_t there = ticks[(w << 5) + __builtin_ctz(bits)];
        bits ^= bit;
        if (there < done) continue;
        if (there < below) moved |= bit;
        else {
          kept |= bit;
          if (there < least) least = there;
        }
      } while (bits);
      far[w] = kept;
      if (!moved) continue;
      near[w] = moved;
      if (low == words) low = w;
      high = w;
    }
    if (high < 0) {
      if (least == INT32_MAX) return;
      below = least;
      continue;
    }
    while (low <= high) {
      int32_t next_low = words, next_high = -1;
      for (int32_t w = low; w <= high; w++) {
        uint32_t bits = near[w];
        while (bits) {
          near[w] = 0;
          do {
            int32_t node = (w << 5) + __builtin_ctz(bits);
            bits &= bits - 1;
            int32_t d = ticks[node], s = source[node];
            for (int32_t a = 2 * first_arc[node], end = 2 * first_arc[node + 1]; a < end; a += 2) {
              int32_t other = arc[a], there = d + arc[a + 1], before = ticks[other];
              if (there > before || (there == before && s >= source[other])) continue;
              ticks[other] = there;
              source[other] = s;
              int32_t v = other >> 5;
              if (there >= below) far[v] |= 1u << (other & 31);
              else {
                near[v] |= 1u << (other & 31);
                if (v < w) {
                  if (v < next_low) next_low = v;
                  if (v > next_high) next_high = v;
                } else if (v > high) high = v;
              }
            }
          } while (bits);
          bits = near[w];
        }
      }
      low = next_low;
      high = next_high;
    }
  }
}

int main(int count, char **argument) {
  FILE *file = count == 2 ? fopen(argument[1], "rb") : NULL;
  if (!file) return 2;
  int32_t *head = column(file, 5);
  nodes = head[0], arcs = head[1], seeds = head[2], limit = head[3], width = head[4];
  first_arc = column(file, nodes + 1);
  arc = column(file, 2 * (size_t)arcs);
  seed = column(file, 3 * (size_t)seeds);
  ticks = malloc(4 * (size_t)nodes);
  source = malloc(4 * (size_t)nodes);
  near = calloc((nodes + 31) >> 5, 4);
  far = calloc((nodes + 31) >> 5, 4);
  while (getchar() != EOF) {
    struct timespec start, end;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    sweep();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    int64_t sum = 0, sources = 0;
    for (int32_t n = 0; n < nodes; n++)
      if (source[n] >= 0) sum += ticks[n], sources += source[n];
    printf("%lld %lld %lld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec,
           (long long)sources, (long long)sum);
    fflush(stdout);
  }
}
