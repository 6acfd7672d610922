#ifndef CHECKS_H
#define CHECKS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vector_kernels.h"

// Holds every kernel of a table to references in double precision and to the baseline's results.
// Plain C, so that it runs where Swift does not: under an emulator of another CPU.

// The table under test, and the one that is plainest.
struct tables {
  const struct vector_kernels *tested, *baseline;
};

void check_unary(struct tables tables, size_t sweep_stride);
void check_unary_gradients(struct tables tables);
void check_binary(struct tables tables);
void check_copies(struct tables tables);
void check_reductions(struct tables tables);
void check_rows(struct tables tables);
void check_matrix(struct tables tables);
void check_optimizers(struct tables tables);

// Names what is being checked, for messages; memory of the check before is released.
void begin(const char *format, ...) __attribute__((format(printf, 1, 2)));
void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
extern size_t failure_count;

// Memory that ends where a page begins that may not be touched: reading or writing beyond it ends
// the program with a message. Lasts until `begin`.
void *guarded_bytes(size_t size);
float *guarded(size_t count);
// The same with numbers evenly spread over the range.
float *spread(size_t count, float low, float high);
float *copied(size_t count, const float *x);

uint64_t next_random(void);

// The distance from an exact result in units of its last place; 0 for the same infinity, or NaN for
// NaN.
double ulps(float found, double exact);

// Reports unless the result is within a number of ulps or an absolute distance of the exact one, and
// the baseline's result is, too.
void expect(size_t index, float found, float baseline, double exact, double ulps, double distance);
// Reports unless the floats are the same, or both NaN.
void expect_same(size_t index, float found, float wanted);

// Counts around the places where the kernels change what they do.
#define COUNT_COUNT 10
void counts_around_blocks(size_t width, size_t counts[COUNT_COUNT]);

#define EXTREME_COUNT 24
extern const float extremes[EXTREME_COUNT];

#endif
