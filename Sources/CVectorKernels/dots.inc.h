// The matrix product of two operands that are contiguous along the depth: sums are vectors along
// the depth while they grow, so that nothing has to be packed.

// The sums of a tile, up to whole vectors.
#define DOT_SUMS ((DOT_ROWS * DOT_COLUMNS + WIDTH - 1) / WIDTH * WIDTH)

// Lane i is the sum of vectors[i]. Each round adds the halves of every vector and interleaves the
// lower vectors with the upper ones: the highest bit of a vector's number becomes the lowest bit of
// its lanes' numbers.
INLINE floats sums_of_vectors(floats vectors[WIDTH]) {
#pragma clang loop unroll(full)
  for (int half = WIDTH / 2; half > 0; half /= 2)
#pragma clang loop unroll(full)
    for (int i = 0; i < half; i++) {
      const floats a = vectors[i], b = vectors[i + half];
      vectors[i] = INTERLEAVED_LOW(a, b) + INTERLEAVED_HIGH(a, b);
    }
  return vectors[0];
}

// With constants for rows and columns all branches go. In place of a row or column that is not
// there the last one is read once more.
INLINE void dot_tile(
    size_t rows, size_t columns, size_t depth, const float *a, size_t a_stride, const float *b,
    size_t b_stride, const float *start, size_t start_stride, float *c, size_t c_stride) {
  const float *rows_of_a[DOT_ROWS], *rows_of_b[DOT_COLUMNS];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < DOT_ROWS; i++) rows_of_a[i] = a + (i < rows ? i : rows - 1) * a_stride;
#pragma clang loop unroll(full)
  for (size_t j = 0; j < DOT_COLUMNS; j++)
    rows_of_b[j] = b + (j < columns ? j : columns - 1) * b_stride;

  floats vectors[DOT_SUMS];
#pragma clang loop unroll(full)
  for (int k = 0; k < DOT_SUMS; k++) vectors[k] = splat(0);
  for (size_t p = 0; p < depth; p += WIDTH) {
    floats column[DOT_COLUMNS];
#pragma clang loop unroll(full)
    for (int j = 0; j < DOT_COLUMNS; j++) column[j] = load(rows_of_b[j] + p);
#pragma clang loop unroll(full)
    for (int i = 0; i < DOT_ROWS; i++) {
      const floats row = load(rows_of_a[i] + p);
#pragma clang loop unroll(full)
      for (int j = 0; j < DOT_COLUMNS; j++) vectors[i * DOT_COLUMNS + j] += row * column[j];
    }
  }

  float sums[DOT_SUMS];
#pragma clang loop unroll(full)
  for (int k = 0; k < DOT_SUMS; k += WIDTH) store(sums + k, sums_of_vectors(vectors + k));
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++)
      c[i * c_stride + j] = sums[i * DOT_COLUMNS + j] + (start ? start[i * start_stride + j] : 0);
}

// TILE_ROWS columns at a time, two tiles: they stay in the first-level cache while rows pass by.
static void matrix_dots(
    size_t rows, size_t columns, size_t depth, const float *a, size_t a_stride, const float *b,
    size_t b_stride, const float *start, size_t start_stride, float *c, size_t c_stride) {
  for (size_t first = 0; first < columns; first += TILE_ROWS) {
    const size_t end = columns - first < TILE_ROWS ? columns : first + TILE_ROWS;
    for (size_t i = 0; i < rows; i += DOT_ROWS)
      for (size_t j = first; j < end; j += DOT_COLUMNS) {
        const size_t height = rows - i < DOT_ROWS ? rows - i : DOT_ROWS;
        const size_t width = end - j < DOT_COLUMNS ? end - j : DOT_COLUMNS;
        const float *row = a + i * a_stride, *column = b + j * b_stride;
        const float *start_of_tile = start ? start + i * start_stride + j : NULL;
        float *tile = c + i * c_stride + j;
        if (height == DOT_ROWS && width == DOT_COLUMNS)
          dot_tile(
              DOT_ROWS, DOT_COLUMNS, depth, row, a_stride, column, b_stride, start_of_tile,
              start_stride, tile, c_stride);
        else
          dot_tile(
              height, width, depth, row, a_stride, column, b_stride, start_of_tile, start_stride,
              tile, c_stride);
      }
  }
}
