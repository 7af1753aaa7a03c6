/*
 * The rival of createNodeReach and collectWithin: bounded walks over buckets with a touched list, in C, over the same
 * columns with weights of 32 bits.
 * Usage: sets FILE. FILE holds 32-bit numbers: nodes, arcs, sources, points, limit, shift, edges; then nodes + 1 first arcs,
 * arcs pairs of head and weight, of each source two nodes, the ticks to them, its edge, its ticks along that and off it,
 * nodes + 1 first entries, pairs of ticks and point, edges + 1 first places on them, and of each place the ticks along the
 * edge and off it and the point. Each line on standard input starts one run: "n" walks to the nodes only, "s" makes sets of points.
 * Its nanoseconds of the processor, the number of nodes or pairs, and for pairs the sum of their ticks are printed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { UNREACHED = 0x7fffffff, APART = -2 };
static int32_t nodes, arcs, sources, points, limit, shift;
static int32_t *first_arc, *arc, *source, *first_entry, *entry;
static int32_t edges, *first_place, *place;
static int32_t *ticks, *next, *previous, *head, *touched;
static int32_t *point_ticks, *out_point, *out_ticks;
static uint32_t *words, *summary;
static int32_t count;
static size_t pairs, room;

static int32_t *column(FILE *file, size_t length) {
  int32_t *values = malloc(4 * length + 4);
  if (!values || fread(values, 4, length, file) != length) exit(2);
  return values;
}

static int32_t *filled(size_t length, int32_t value) {
  int32_t *values = malloc(4 * length + 4);
  if (!values) exit(2);
  for (size_t k = 0; k < length; k++) values[k] = value;
  return values;
}

static void take_out(int32_t node) {
  int32_t before = previous[node], after = next[node];
  if (before >= 0) next[before] = after;
  else head[~before] = after;
  if (after >= 0) previous[after] = before;
}

static void reach(int32_t node, int32_t there) {
  int32_t before = ticks[node], to = there >> shift;
  if (there >= before || there > limit) return;
  ticks[node] = there;
  if (before == UNREACHED) touched[count++] = node;
  else if (next[node] != APART) {
    if (before >> shift == to) return;
    take_out(node);
  }
  int32_t first = head[to];
  next[node] = first;
  previous[node] = ~to;
  if (first >= 0) previous[first] = node;
  head[to] = node;
}

static void walk(int32_t s) {
  for (int32_t k = 0; k < count; k++) ticks[touched[k]] = UNREACHED;
  count = 0;
  reach(source[7 * s], source[7 * s + 2]);
  reach(source[7 * s + 1], source[7 * s + 3]);
  const int32_t last = limit >> shift;
  for (int32_t bucket = 0; bucket <= last; bucket++)
    for (int32_t node = head[bucket]; node >= 0; node = head[bucket]) {
      int32_t after = next[node], d = ticks[node];
      head[bucket] = after;
      if (after >= 0) previous[after] = ~bucket;
      next[node] = APART;
      for (int32_t a = 2 * first_arc[node], end = 2 * first_arc[node + 1]; a < end; a += 2)
        reach(arc[a], d + arc[a + 1]);
    }
}

static void add_point(int32_t point, int32_t there) {
  int32_t before = point_ticks[point];
  if (there >= before) return;
  point_ticks[point] = there;
  if (before != UNREACHED) return;
  words[point >> 5] |= 1u << (point & 31);
  summary[point >> 10] |= 1u << ((point >> 5) & 31);
}

static void collect(int32_t s) {
  for (int32_t k = 0; k < count; k++) {
    int32_t node = touched[k], d = ticks[node];
    for (int32_t p = 2 * first_entry[node], end = 2 * first_entry[node + 1]; p < end; p += 2) {
      int32_t there = d + entry[p];
      if (there > limit) break;
      add_point(entry[p + 1], there);
    }
  }
  int32_t edge = source[7 * s + 4], along = source[7 * s + 5], off = source[7 * s + 6];
  for (int32_t k = 3 * first_place[edge]; k < 3 * first_place[edge + 1]; k += 3) {
    int32_t there = off + abs(along - place[k]) + place[k + 1];
    if (there <= limit) add_point(place[k + 2], there);
  }
  for (int32_t u = 0; u < (points + 1023) >> 10; u++) {
    uint32_t groups = summary[u];
    summary[u] = 0;
    for (; groups; groups &= groups - 1) {
      int32_t w = (u << 5) + __builtin_ctz(groups);
      uint32_t bits = words[w];
      words[w] = 0;
      if (pairs + 32 > room) {
        room = 2 * room + 65536;
        out_point = realloc(out_point, 4 * room);
        out_ticks = realloc(out_ticks, 4 * room);
        if (!out_point || !out_ticks) exit(2);
      }
      for (; bits; bits &= bits - 1) {
        int32_t p = (w << 5) + __builtin_ctz(bits);
        out_point[pairs] = p;
        out_ticks[pairs++] = point_ticks[p];
        point_ticks[p] = UNREACHED;
      }
    }
  }
}

int main(int words_given, char **argument) {
  FILE *file = words_given == 2 ? fopen(argument[1], "rb") : NULL;
  if (!file) return 2;
  int32_t *sizes = column(file, 7);
  nodes = sizes[0], arcs = sizes[1], sources = sizes[2], points = sizes[3], limit = sizes[4], shift = sizes[5];
  edges = sizes[6];
  first_arc = column(file, nodes + 1);
  arc = column(file, 2 * (size_t)arcs);
  source = column(file, 7 * (size_t)sources);
  first_entry = column(file, nodes + 1);
  entry = column(file, 2 * (size_t)first_entry[nodes]);
  first_place = column(file, edges + 1);
  place = column(file, 3 * (size_t)first_place[edges]);
  ticks = filled(nodes, UNREACHED);
  next = filled(nodes, APART);
  previous = filled(nodes, 0);
  touched = filled(nodes, 0);
  head = filled((limit >> shift) + 1, -1);
  point_ticks = filled(points, UNREACHED);
  words = (uint32_t *)filled((points + 31) >> 5, 0);
  summary = (uint32_t *)filled((points + 1023) >> 10, 0);
  for (int what; (what = getchar()) != EOF;) {
    if (what != 'n' && what != 's') continue;
    struct timespec start, end;
    int64_t found = 0, sum = 0;
    pairs = room = 0;
    out_point = out_ticks = NULL;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    for (int32_t s = 0; s < sources; s++) {
      walk(s);
      if (what == 's') collect(s);
      else found += count;
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    if (what == 's') {
      found = pairs;
      for (size_t k = 0; k < pairs; k++) sum += out_ticks[k];
    }
    free(out_point);
    free(out_ticks);
    printf("%lld %lld %lld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec,
           (long long)found, (long long)sum);
    fflush(stdout);
  }
}
