#include "checks.h"

// Softmax, cross entropy and their gradients. The references take the largest number out first, too:
// it changes nothing but the overflow.

struct row {
  double largest, sum_of_exponentials;
};

static struct row row_of(size_t columns, const float *x) {
  struct row row = {-INFINITY, 0};
  for (size_t j = 0; j < columns; j++)
    if (x[j] > row.largest || isnan(x[j])) row.largest = x[j];
  for (size_t j = 0; j < columns; j++) row.sum_of_exponentials += exp(x[j] - row.largest);
  return row;
}

static double softmax(struct row row, double x) {
  return exp(x - row.largest) / row.sum_of_exponentials;
}

static double log_softmax(struct row row, double x) {
  return x - row.largest - log(row.sum_of_exponentials);
}

static double relative(double exact) { return 1e-6 * (isfinite(exact) ? fmax(1, fabs(exact)) : 1); }

static void check(struct tables tables, size_t rows, size_t columns, const float *x) {
  const size_t count = rows * columns;
  float *y = guarded(count), *log_y = guarded(count), *loss = guarded(rows), *gradient = guarded(count);
  float *y_0 = guarded(count), *log_y_0 = guarded(count), *loss_0 = guarded(rows),
        *gradient_0 = guarded(count);
  int32_t *labels = guarded_bytes(rows * sizeof *labels);
  const float *g = spread(rows, -1, 1);
  for (size_t i = 0; i < rows; i++) labels[i] = (int32_t)(next_random() % columns);
  tables.tested->softmax(rows, columns, x, y);
  tables.baseline->softmax(rows, columns, x, y_0);
  tables.tested->log_softmax(rows, columns, x, log_y);
  tables.baseline->log_softmax(rows, columns, x, log_y_0);
  tables.tested->cross_entropy(rows, columns, x, labels, loss);
  tables.baseline->cross_entropy(rows, columns, x, labels, loss_0);
  for (size_t i = 0; i < rows; i++) {
    const struct row row = row_of(columns, x + i * columns);
    for (size_t j = 0, k = i * columns; j < columns; j++, k++) {
      expect(k, y[k], y_0[k], softmax(row, x[k]), 4, 1e-6);
      const double exact = log_softmax(row, x[k]);
      expect(k, log_y[k], log_y_0[k], exact, 4, relative(exact));
    }
    const double exact = -log_softmax(row, x[i * columns + (size_t)labels[i]]);
    expect(i, loss[i], loss_0[i], exact, 4, relative(exact));
  }
  for (size_t g_stride = 0; g_stride < 2; g_stride++) {
    tables.tested->cross_entropy_gradient(rows, columns, x, labels, g, g_stride, gradient);
    tables.baseline->cross_entropy_gradient(rows, columns, x, labels, g, g_stride, gradient_0);
    for (size_t i = 0; i < rows; i++) {
      const struct row row = row_of(columns, x + i * columns);
      for (size_t j = 0, k = i * columns; j < columns; j++, k++) {
        const double exact = g[i * g_stride] * (softmax(row, x[k]) - (j == (size_t)labels[i]));
        expect(k, gradient[k], gradient_0[k], exact, 4, 1e-6);
      }
    }
  }
}

static void check_gradients(struct tables tables, size_t rows, size_t columns) {
  const size_t count = rows * columns;
  const float *x = spread(count, -3, 3), *g = spread(count, -1, 1);
  float *y = guarded(count), *log_y = guarded(count);
  float *out = guarded(count), *baseline = guarded(count);
  float *log_out = guarded(count), *log_baseline = guarded(count);
  tables.baseline->softmax(rows, columns, x, y);
  tables.baseline->log_softmax(rows, columns, x, log_y);
  tables.tested->softmax_gradient(rows, columns, g, y, out);
  tables.baseline->softmax_gradient(rows, columns, g, y, baseline);
  tables.tested->log_softmax_gradient(rows, columns, g, log_y, log_out);
  tables.baseline->log_softmax_gradient(rows, columns, g, log_y, log_baseline);
  for (size_t i = 0; i < rows; i++) {
    double projection = 0, total = 0;
    for (size_t k = i * columns; k < (i + 1) * columns; k++)
      projection += (double)g[k] * y[k], total += g[k];
    for (size_t k = i * columns; k < (i + 1) * columns; k++) {
      expect(k, out[k], baseline[k], y[k] * (g[k] - projection), 4, 1e-6);
      expect(
          k, log_out[k], log_baseline[k], g[k] - exp(log_y[k]) * total, 4,
          1e-6 * fmax(1, fabs(total)));
    }
  }
}

void check_rows(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t c = 0; c < COUNT_COUNT; c++) {
    const size_t columns = counts[c];
    if (columns == 0) continue;
    for (float range = 1; range < 1e38f; range *= 1000) {
      begin("%s softmax and cross entropy, 3 × %zu up to %g", tables.tested->name, columns, range);
      check(tables, 3, columns, spread(3 * columns, -range, range));
    }
    begin("%s softmax and cross entropy, 3 × %zu, one NaN, one -∞", tables.tested->name, columns);
    float *x = spread(3 * columns, -2, 2);
    x[columns - 1] = NAN;
    if (columns > 1) x[2 * columns - 1] = -INFINITY;
    check(tables, 3, columns, x);
    begin("%s gradients of softmax, 3 × %zu", tables.tested->name, columns);
    check_gradients(tables, 3, columns);
  }
}
