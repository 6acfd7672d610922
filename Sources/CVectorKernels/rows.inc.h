// Softmax and cross entropy, row by row. The row's maximum goes out first: no exponential
// overflows.

// Σ e^(x - largest); y takes the exponentials unless it is null.
INLINE float sum_of_exponentials(size_t count, const float *x, float largest, float *y) {
  floats sums = splat(0);
  FOR_EACH_VECTOR(count, i, part, {
    const floats value = exp_lanes(load_part(part, x + i) - largest);
    if (y) store_part(part, y + i, value);
    sums += part == WIDTH ? value : first_or(part, value, 0);
  })
  return sum_of_lanes(sums);
}

static void softmax(size_t rows, size_t columns, const float *x, float *y) {
  for (size_t row = 0; row < rows; row++, x += columns, y += columns) {
    const float total = sum_of_exponentials(columns, x, maximum(columns, x), y);
    scale(columns, 1 / total, y, y);
  }
}

static void log_softmax(size_t rows, size_t columns, const float *x, float *y) {
  for (size_t row = 0; row < rows; row++, x += columns, y += columns) {
    const float largest = maximum(columns, x);
    const float logarithm = logf(sum_of_exponentials(columns, x, largest, NULL));
    FOR_EACH_VECTOR(columns, i, part, {
      store_part(part, y + i, load_part(part, x + i) - largest - logarithm);
    })
  }
}

static void softmax_gradient(
    size_t rows, size_t columns, const float *g, const float *y, float *out) {
  for (size_t row = 0; row < rows; row++, g += columns, y += columns, out += columns) {
    const float projection = (float)dot(columns, g, y);
    FOR_EACH_VECTOR(columns, i, part, {
      store_part(part, out + i, load_part(part, y + i) * (load_part(part, g + i) - projection));
    })
  }
}

static void log_softmax_gradient(
    size_t rows, size_t columns, const float *g, const float *y, float *out) {
  for (size_t row = 0; row < rows; row++, g += columns, y += columns, out += columns) {
    const float total = (float)sum(columns, g);
    FOR_EACH_VECTOR(columns, i, part, {
      store_part(part, out + i, load_part(part, g + i) - exp_lanes(load_part(part, y + i)) * total);
    })
  }
}

static void cross_entropy(
    size_t rows, size_t columns, const float *x, const int32_t *labels, float *loss) {
  for (size_t row = 0; row < rows; row++, x += columns) {
    const float largest = maximum(columns, x);
    const float logarithm = logf(sum_of_exponentials(columns, x, largest, NULL));
    loss[row] = (largest - x[labels[row]]) + logarithm;
  }
}

static void cross_entropy_gradient(
    size_t rows, size_t columns, const float *x, const int32_t *labels, const float *g,
    size_t g_stride, float *out) {
  for (size_t row = 0; row < rows; row++, x += columns, out += columns, g += g_stride) {
    const float total = sum_of_exponentials(columns, x, maximum(columns, x), out);
    scale(columns, *g / total, out, out);
    out[labels[row]] -= *g;
  }
}
