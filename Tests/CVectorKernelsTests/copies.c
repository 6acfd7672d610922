#include "checks.h"

// Kernels that fill, scale and move floats.

static void check_elementwise(struct tables tables, size_t count) {
  begin("%s fill, scale and add_scaled, %zu numbers", tables.tested->name, count);
  float *x = spread(count, -2, 2), *y = guarded(count + 1), *baseline = guarded(count);
  if (count > 2) x[count - 1] = NAN, x[0] = -INFINITY, x[1] = 1e-40f;
  tables.tested->fill(count, -0.0f, y + 1);
  for (size_t i = 0; i < count; i++)
    if (y[i + 1] != 0 || !signbit(y[i + 1])) fail("filled [%zu] with %g, not -0", i, y[i + 1]);
  tables.tested->scale(count, 1.7f, x, y + 1);
  tables.baseline->scale(count, 1.7f, x, baseline);
  for (size_t i = 0; i < count; i++) expect(i, y[i + 1], baseline[i], (double)x[i] * 1.7f, 0.5, 0);
  float *start = spread(count, -2, 2);
  memcpy(y + 1, start, count * sizeof(float));
  memcpy(baseline, start, count * sizeof(float));
  tables.tested->add_scaled(count, -0.3f, x, y + 1);
  tables.baseline->add_scaled(count, -0.3f, x, baseline);
  for (size_t i = 0; i < count; i++)
    expect(i, y[i + 1], baseline[i], start[i] + (double)x[i] * -0.3f, 1, 1e-7);
  if (y[0] != -12345) fail("wrote before the output");

  begin("%s convert_bytes, %zu bytes", tables.tested->name, count);
  uint8_t *bytes = guarded_bytes(count);
  for (size_t i = 0; i < count; i++) bytes[i] = (uint8_t)next_random();
  y = guarded(count), baseline = guarded(count);
  tables.tested->convert_bytes(count, bytes, 1 / 255.0f, -0.13f, y);
  tables.baseline->convert_bytes(count, bytes, 1 / 255.0f, -0.13f, baseline);
  for (size_t i = 0; i < count; i++)
    expect(i, y[i], baseline[i], (double)bytes[i] * (1 / 255.0f) - 0.13f, 1, 1e-7);
}

static void check_copy(struct tables tables, size_t count, ptrdiff_t x_stride, ptrdiff_t y_stride) {
  begin("%s copy, %zu numbers, strides %td %td", tables.tested->name, count, x_stride, y_stride);
  const size_t last = count ? count - 1 : 0;
  const size_t x_room = last * (size_t)labs(x_stride), y_room = last * (size_t)labs(y_stride);
  const float *x = spread(x_room + 1, -1, 1) + (x_stride < 0 ? x_room : 0);
  float *memory = guarded(y_room + 1), *y = memory + (y_stride < 0 ? y_room : 0);
  tables.tested->copy(count, x, x_stride, y, y_stride);
  for (size_t i = 0; i < count; i++)
    expect_same(i, y[(ptrdiff_t)i * y_stride], x[(ptrdiff_t)i * x_stride]);
  for (size_t i = 0; i <= y_room; i++)
    if (memory[i] != -12345 && (i % (size_t)labs(y_stride) != 0 || count == 0))
      fail("wrote between the outputs");
}

static void check_transpose(struct tables tables, size_t rows, size_t columns, size_t spare) {
  begin("%s transpose, %zu × %zu, %zu to spare", tables.tested->name, rows, columns, spare);
  const size_t x_stride = columns + spare, y_stride = rows + spare;
  const float *x = spread((rows - 1) * x_stride + columns, -1, 1);
  float *y = guarded((columns - 1) * y_stride + rows);
  tables.tested->transpose(rows, columns, x, x_stride, y, y_stride);
  for (size_t j = 0; j < columns; j++)
    for (size_t i = 0; i < y_stride && (j + 1 < columns || i < rows); i++)
      expect_same(j * y_stride + i, y[j * y_stride + i], i < rows ? x[i * x_stride + j] : -12345);
}

void check_copies(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t c = 0; c < COUNT_COUNT; c++) {
    check_elementwise(tables, counts[c]);
    for (ptrdiff_t x_stride = -2; x_stride <= 2; x_stride++)
      for (ptrdiff_t y_stride = -3; y_stride <= 3; y_stride++)
        if (y_stride != 0) check_copy(tables, counts[c], x_stride, y_stride);
  }
  const size_t width = tables.tested->width;
  const size_t sides[] = {
      1, width - 1, width, width + 1, TRANSPOSE_BLOCK - 1, TRANSPOSE_BLOCK, TRANSPOSE_BLOCK + 1, 77,
  };
  for (size_t i = 0; i < 8; i++)
    for (size_t j = 0; j < 8; j++)
      for (size_t spare = 0; spare < 4; spare += 3)
        check_transpose(tables, sides[i], sides[j], spare);
}
