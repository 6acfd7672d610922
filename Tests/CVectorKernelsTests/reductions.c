#include "checks.h"

// Sums and maxima, of everything and down the columns.

static void check_sums(struct tables tables, size_t count) {
  begin("%s sum, dot and maximum, %zu numbers", tables.tested->name, count);
  float *x = spread(count, -1, 2), *y = spread(count, -1, 1);
  double sum = 0, magnitudes = 0, dot = 0, products = 0;
  float largest = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    sum += x[i], magnitudes += fabs(x[i]);
    dot += (double)x[i] * y[i], products += fabs((double)x[i] * y[i]);
    if (x[i] > largest) largest = x[i];
  }
  expect(
      0, (float)tables.tested->sum(count, x), (float)tables.baseline->sum(count, x), sum, 1,
      1e-6 * magnitudes);
  expect(
      0, (float)tables.tested->dot(count, x, y), (float)tables.baseline->dot(count, x, y), dot, 1,
      1e-6 * products);
  expect_same(0, tables.tested->maximum(count, x), largest);

  begin("%s sum, dot and maximum with a NaN or infinity, %zu numbers", tables.tested->name, count);
  x = spread(count, 1, 2), y = spread(count, 1, 2);
  for (size_t i = 0; i < count; i += count < 100 ? 1 : 97) {
    const float before = x[i];
    x[i] = NAN;
    expect_same(i, (float)tables.tested->sum(count, x), NAN);
    expect_same(i, (float)tables.tested->dot(count, x, y), NAN);
    expect_same(i, (float)tables.tested->dot(count, y, x), NAN);
    expect_same(i, tables.tested->maximum(count, x), NAN);
    x[i] = -INFINITY;
    expect_same(i, (float)tables.tested->sum(count, x), -INFINITY);
    expect_same(i, (float)tables.tested->dot(count, x, y), -INFINITY);
    x[i] = INFINITY;
    expect_same(i, tables.tested->maximum(count, x), INFINITY);
    x[i] = before;
  }
}

static void check_columns(struct tables tables, size_t rows, size_t columns, size_t spare) {
  const size_t stride = columns + spare;
  float *x = spread(rows ? (rows - 1) * stride + columns : 0, -1, 1), *start = spread(columns, -1, 1);
  if (rows > 1 && columns > 1) x[stride] = NAN, x[stride + 1] = INFINITY;
  float *sums = copied(columns, start), *baseline = copied(columns, start);
  float *maxima = copied(columns, start);
  tables.tested->add_rows(rows, columns, x, stride, sums);
  tables.baseline->add_rows(rows, columns, x, stride, baseline);
  tables.tested->maximum_rows(rows, columns, x, stride, maxima);
  for (size_t j = 0; j < columns; j++) {
    double sum = start[j], magnitudes = fabs(start[j]);
    float largest = start[j];
    for (size_t i = 0; i < rows; i++) {
      const float value = x[i * stride + j];
      sum += value, magnitudes += fabs(value);
      if (value > largest || isnan(value)) largest = value;
    }
    expect(j, sums[j], baseline[j], sum, 1, 1e-6 * magnitudes);
    expect_same(j, maxima[j], largest);
  }
}

void check_reductions(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t c = 0; c < COUNT_COUNT; c++) {
    check_sums(tables, counts[c]);
    const size_t rows[] = {0, 1, 3, COLUMN_BLOCK - 1, COLUMN_BLOCK, COLUMN_BLOCK + 1};
    for (size_t i = 0; i < 6; i++)
      for (size_t spare = 0; spare < 4; spare += 3) {
        begin("%s add_rows and maximum_rows, %zu × %zu", tables.tested->name, rows[i], counts[c]);
        check_columns(tables, rows[i], counts[c], spare);
      }
  }
  check_sums(tables, SUM_BLOCK - 1);
  check_sums(tables, SUM_BLOCK);
  check_sums(tables, SUM_BLOCK + 1);
  check_sums(tables, 5 * SUM_BLOCK + 77);
}
