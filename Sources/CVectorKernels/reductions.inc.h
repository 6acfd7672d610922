// Sums and maxima. Four independent vectors hide the latency of the additions; blocks go over to a
// double, so that the error does not grow with the count.

INLINE double sum_of_four(const floats sums[4]) {
  return sum_of_lanes((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

// The sum of term, an expression of i and part, over count floats.
#define SUM_IN_BLOCKS(count, term)                                                        \
  double total = 0;                                                                       \
  for (size_t start = 0; start < (count); start += SUM_BLOCK) {                           \
    const size_t end = (count) - start < SUM_BLOCK ? (count) : start + SUM_BLOCK;         \
    floats sums[4] = {};                                                                  \
    size_t i = start;                                                                     \
    const size_t part = WIDTH;                                                            \
    for (; i + 4 * WIDTH <= end;)                                                         \
      for (int k = 0; k < 4; k++, i += WIDTH) sums[k] += term;                            \
    for (; i + WIDTH <= end; i += WIDTH) sums[0] += term;                                 \
    if (i < end) {                                                                        \
      const size_t part = end - i;                                                        \
      sums[1] += term;                                                                    \
    }                                                                                     \
    total += sum_of_four(sums);                                                           \
  }                                                                                       \
  return total;

static double sum(size_t count, const float *x) {
  SUM_IN_BLOCKS(count, load_part(part, x + i))
}

static double dot(size_t count, const float *x, const float *y) {
  SUM_IN_BLOCKS(count, (load_part(part, x + i) * load_part(part, y + i)))
}

static float maximum(size_t count, const float *x) {
  floats largest = splat(-INFINITY);
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) largest = larger(largest, load(x + i));
  if (i < count)
    largest = larger(largest, first_or(count - i, load_first(count - i, x + i), -INFINITY));
  return largest_lane(largest);
}

// Down the columns of a matrix: a strip of four vectors of columns is kept in registers for a block
// of rows, and only then joined with y, so that errors do not grow with the number of rows.
#define DOWN_COLUMNS(name, identity, combine)                                             \
  INLINE void name##_strip(                                                               \
      size_t rows, const int vectors, size_t last, const float *x, size_t x_stride, float *y) { \
    floats values[4];                                                                     \
    for (int k = 0; k < vectors; k++) values[k] = splat(identity);                        \
    for (size_t i = 0; i < rows; i++, x += x_stride)                                      \
      for (int k = 0; k < vectors; k++) {                                                 \
        const floats a = values[k];                                                       \
        const floats b = load_part(k == vectors - 1 ? last : WIDTH, x + k * WIDTH);       \
        values[k] = combine;                                                              \
      }                                                                                   \
    for (int k = 0; k < vectors; k++) {                                                   \
      const size_t part = k == vectors - 1 ? last : WIDTH;                                \
      const floats a = load_part(part, y + k * WIDTH), b = values[k];                     \
      store_part(part, y + k * WIDTH, combine);                                           \
    }                                                                                     \
  }                                                                                       \
                                                                                          \
  static void name(size_t rows, size_t columns, const float *x, size_t x_stride, float *y) { \
    for (size_t i = 0; i < rows; i += COLUMN_BLOCK, x += COLUMN_BLOCK * x_stride) {       \
      const size_t block = rows - i < COLUMN_BLOCK ? rows - i : COLUMN_BLOCK;             \
      size_t j = 0;                                                                       \
      for (; j + 4 * WIDTH <= columns; j += 4 * WIDTH)                                    \
        name##_strip(block, 4, WIDTH, x + j, x_stride, y + j);                            \
      for (; j + WIDTH <= columns; j += WIDTH)                                            \
        name##_strip(block, 1, WIDTH, x + j, x_stride, y + j);                            \
      if (j < columns) name##_strip(block, 1, columns - j, x + j, x_stride, y + j);       \
    }                                                                                     \
  }

DOWN_COLUMNS(add_rows, 0, a + b)
DOWN_COLUMNS(maximum_rows, -INFINITY, larger(a, b))
