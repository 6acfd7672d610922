// The matrix product: packing, and the micro-kernel that holds a tile of C in registers.

static void pack_panel(
    size_t lanes, size_t depth, const float *x, ptrdiff_t lane_stride, ptrdiff_t depth_stride,
    float *panel, size_t panel_width) {
  if (lanes < panel_width) memset(panel, 0, panel_width * depth * sizeof(float));
  if (lane_stride == 1) {
    for (size_t p = 0; p < depth; p++) {
      const float *row = x + (ptrdiff_t)p * depth_stride;
      float *packed = panel + p * panel_width;
      FOR_EACH_VECTOR(lanes, i, part, { store_part(part, packed + i, load_part(part, row + i)); })
    }
  } else if (depth_stride == 1) {
    // A few steps for all lanes at a time, so that the panel is written front to back.
    for (size_t p = 0; p < depth; p += PACK_STEPS)
      transpose_block(
          lanes, depth - p < PACK_STEPS ? depth - p : PACK_STEPS, x + p, lane_stride,
          panel + p * panel_width, (ptrdiff_t)panel_width);
  } else {
    for (size_t p = 0; p < depth; p++)
      for (size_t i = 0; i < lanes; i++)
        panel[p * panel_width + i] = x[(ptrdiff_t)i * lane_stride + (ptrdiff_t)p * depth_stride];
  }
}

// rows and vectors are constants where this is inlined, so that the sums are registers.
INLINE void register_tile(
    const int rows, const int vectors, size_t last, size_t depth, const float *a,
    ptrdiff_t a_row_stride, ptrdiff_t a_depth_stride, const float *b, size_t b_stride, float *c,
    size_t c_stride, bool accumulate) {
  floats sums[TILE_ROWS][TILE_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; j++) sums[i][j] = splat(0);

  // Two pointers to the rows: from one alone the compiler would step from row to row, a chain of
  // additions as long as the multiply-adds take.
  const float *low = a, *high = a + 4 * a_row_stride;
  for (size_t p = 0; p < depth; p++, b += b_stride) {
    floats row_of_b[TILE_VECTORS];
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; j++) row_of_b[j] = load(b + j * WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
      for (int j = 0; j < vectors; j++)
        sums[i][j] += row_of_b[j] * (i < 4 ? low : high)[i % 4 * a_row_stride];
    low += a_depth_stride;
    high += a_depth_stride;
  }

#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++, c += c_stride)
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; j++) {
      const size_t part = j == vectors - 1 ? last : WIDTH;
      floats value = sums[i][j];
      if (accumulate) value += load_part(part, c + j * WIDTH);
      store_part(part, c + j * WIDTH, value);
    }
}

// One copy for each number of rows: the last rows of a matrix cost what they are, not a whole tile.
#define ROWS_CASE(count, vectors)                                                    \
  case count:                                                                        \
    if (count <= TILE_ROWS)                                                          \
      register_tile(                                                                 \
          count <= TILE_ROWS ? count : 1, vectors, last, depth, a, a_row_stride,     \
          a_depth_stride, b, b_stride, c, c_stride, accumulate);                     \
    break;

#define VECTORS_CASE(vectors)                                                                \
  case vectors: {                                                                            \
    const size_t last = columns - (vectors - 1) * WIDTH;                                     \
    switch (rows) {                                                                          \
      ROWS_CASE(1, vectors)                                                                  \
      ROWS_CASE(2, vectors)                                                                  \
      ROWS_CASE(3, vectors)                                                                  \
      ROWS_CASE(4, vectors)                                                                  \
      ROWS_CASE(5, vectors)                                                                  \
      ROWS_CASE(6, vectors)                                                                  \
      ROWS_CASE(7, vectors)                                                                  \
      ROWS_CASE(8, vectors)                                                                  \
    }                                                                                        \
    break;                                                                                   \
  }

_Static_assert(TILE_ROWS <= 8 && TILE_VECTORS <= 3, "matrix_tile needs more cases");

static void matrix_tile(
    size_t rows, size_t columns, size_t depth, const float *a, ptrdiff_t a_row_stride,
    ptrdiff_t a_depth_stride, const float *b, size_t b_stride, float *c, size_t c_stride,
    bool accumulate) {
  switch ((columns + WIDTH - 1) / WIDTH) {
    VECTORS_CASE(1)
    VECTORS_CASE(2)
#if TILE_VECTORS > 2
    VECTORS_CASE(3)
#endif
  }
}
