#include "checks.h"

// Binary kernels and select, with either operand one value for all.

static double value(enum binary_kernel_index index, double a, double b) {
  switch (index) {
    case BINARY_ADD: return a + b;
    case BINARY_SUBTRACT: return a - b;
    case BINARY_MULTIPLY: return a * b;
    case BINARY_DIVIDE: return a / b;
    case BINARY_POWER: return pow(a, b);
    case BINARY_MAXIMUM: return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
    case BINARY_MINIMUM: return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
    case BINARY_GREATER: return a > b;
    case BINARY_GREATER_OR_EQUAL: return a >= b;
    case BINARY_LESS: return a < b;
    case BINARY_LESS_OR_EQUAL: return a <= b;
    case BINARY_EQUAL: return a == b;
    case BINARY_NOT_EQUAL: return a != b;
    case BINARY_KERNEL_COUNT: break;
  }
  abort();
}

static void check(
    struct tables tables, int index, size_t count, const float *a, size_t a_stride, const float *b,
    size_t b_stride) {
  float *out = guarded(count + 1), *baseline = guarded(count);
  tables.tested->binary[index](count, a, a_stride, b, b_stride, out + 1);
  tables.baseline->binary[index](count, a, a_stride, b, b_stride, baseline);
  if (out[0] != -12345) fail("wrote before the output");
  for (size_t i = 0; i < count; i++)
    expect(
        i, out[i + 1], baseline[i], value((enum binary_kernel_index)index, a[i * a_stride], b[i * b_stride]),
        index == BINARY_POWER ? 2 : 0.5, 0);
}

static void check_select(struct tables tables, size_t count, size_t strides) {
  const size_t c_stride = strides & 1, a_stride = strides >> 1 & 1, b_stride = strides >> 2;
  begin("%s select, %zu numbers, strides %zu %zu %zu", tables.tested->name, count, c_stride, a_stride, b_stride);
  float *condition = spread(c_stride ? count : 1, -1, 1);
  for (size_t i = 0; i < (c_stride ? count : 1); i += 2) condition[i] = i % 4 ? NAN : -0.0f;
  const float *a = spread(a_stride ? count : 1, -1, 1), *b = spread(b_stride ? count : 1, -1, 1);
  float *out = guarded(count);
  tables.tested->select(count, condition, c_stride, a, a_stride, b, b_stride, out);
  for (size_t i = 0; i < count; i++)
    expect_same(i, out[i], condition[i * c_stride] != 0 ? a[i * a_stride] : b[i * b_stride]);
}

void check_binary(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (int index = 0; index < BINARY_KERNEL_COUNT; index++) {
    for (size_t c = 0; c < COUNT_COUNT; c++)
      for (size_t strides = 0; strides < 4; strides++) {
        const size_t count = counts[c], a_stride = strides & 1, b_stride = strides >> 1;
        begin("%s binary kernel %d, %zu numbers, strides %zu %zu", tables.tested->name, index, count, a_stride, b_stride);
        check(
            tables, index, count, spread(a_stride ? count : 1, 0, 2), a_stride,
            spread(b_stride ? count : 1, -2, 2), b_stride);
      }
    for (size_t i = 0; i < EXTREME_COUNT; i++) {
      begin("%s binary kernel %d of extremes and %g", tables.tested->name, index, extremes[i]);
      check(tables, index, EXTREME_COUNT, extremes, 1, extremes + i, 0);
      check(tables, index, EXTREME_COUNT, extremes + i, 0, extremes, 1);
    }
  }
  for (size_t c = 0; c < COUNT_COUNT; c++)
    for (size_t strides = 0; strides < 8; strides++) check_select(tables, counts[c], strides);
}
