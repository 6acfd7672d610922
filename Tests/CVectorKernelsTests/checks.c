#include "checks.h"

#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <unistd.h>

size_t failure_count = 0;
static char current[200];

const float extremes[EXTREME_COUNT] = {
    0,      -0.0f,  1,       -1,     0.625f, 0.62499f, 16,        -13,   88.7f,     88.8f,
    -87.3f, -103.9f, -104.5f, 1000,  -1000,  3e38f,    -3e38f,    1e-20f, -1e-20f,  1e-40f,
    -1e-40f, INFINITY, -INFINITY, NAN,
};

#define MAPPING_LIMIT 64
static struct {
  void *start;
  size_t size;
} mappings[MAPPING_LIMIT];
static size_t mapping_count = 0;

void begin(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(current, sizeof current, format, arguments);
  va_end(arguments);
  while (mapping_count > 0) {
    mapping_count--;
    munmap(mappings[mapping_count].start, mappings[mapping_count].size);
  }
}

void fail(const char *format, ...) {
  if (++failure_count > 20) return;
  printf("FAILED %s: ", current);
  va_list arguments;
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  printf("\n");
}

static void report_fault(int signal) {
  (void)signal;
  static const char message[] = ": touched memory that is not its own\n";
  (void)!write(1, current, strlen(current));
  (void)!write(1, message, sizeof message - 1);
  _exit(1);
}

void *guarded_bytes(size_t size) {
  signal(SIGSEGV, report_fault);
  signal(SIGBUS, report_fault);
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const size_t room = (size + page - 1) / page * page;
  char *start = mmap(
      NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED || mapping_count == MAPPING_LIMIT
      || mprotect(start + room, page, PROT_NONE) != 0) {
    fprintf(stderr, "no memory for %s\n", current);
    exit(2);
  }
  mappings[mapping_count].start = start;
  mappings[mapping_count++].size = room + page;
  return start + room - size;
}

float *guarded(size_t count) {
  float *x = guarded_bytes(count * sizeof(float));
  for (size_t i = 0; i < count; i++) x[i] = -12345;
  return x;
}

// Vigna's SplitMix64: the same numbers every time.
uint64_t next_random(void) {
  static uint64_t state = 1;
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

float *spread(size_t count, float low, float high) {
  float *x = guarded(count);
  for (size_t i = 0; i < count; i++)
    x[i] = (float)(low + ((double)high - low) * (double)(next_random() >> 11) * 0x1p-53);
  return x;
}

float *copied(size_t count, const float *x) {
  float *copy = guarded(count);
  memcpy(copy, x, count * sizeof(float));
  return copy;
}

double ulps(float found, double exact) {
  if (isnan(exact) || isnan(found)) return isnan(exact) && isnan(found) ? 0 : INFINITY;
  const float rounded = (float)exact;
  if (isinf(rounded) || isinf(found)) return rounded == found ? 0 : INFINITY;
  int exponent;
  frexp(rounded, &exponent);
  if (rounded == 0 || exponent < -125) exponent = -125;
  return fabs(found - exact) / ldexp(1, exponent - 24);
}

static bool is_close(float found, double exact, double limit, double distance) {
  return ulps(found, exact) <= limit || fabs(found - exact) <= distance;
}

void expect(size_t index, float found, float baseline, double exact, double limit, double distance) {
  if (!is_close(found, exact, limit, distance))
    fail("[%zu] is %.9g, not %.9g (baseline: %.9g)", index, found, exact, baseline);
  else if (!is_close(found, baseline, 2 * limit, 2 * distance))
    fail("[%zu] is %.9g, but the baseline's is %.9g", index, found, baseline);
}

void expect_same(size_t index, float found, float wanted) {
  if (found != wanted && !(isnan(found) && isnan(wanted)))
    fail("[%zu] is %.9g, not %.9g", index, found, wanted);
}

void counts_around_blocks(size_t width, size_t counts[COUNT_COUNT]) {
  const size_t values[COUNT_COUNT] = {
      0,         1,         2,         width - 1,     width,
      width + 1, 2 * width, 4 * width, 4 * width + 1, 9 * width + 3,
  };
  memcpy(counts, values, sizeof values);
}
