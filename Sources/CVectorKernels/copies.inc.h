// Filling, copying, scaling and moving floats.

static void fill(size_t count, float value, float *y) {
  FOR_EACH_VECTOR(count, i, part, { store_part(part, y + i, splat(value)); })
}

static void scale(size_t count, float alpha, const float *x, float *y) {
  FOR_EACH_VECTOR(count, i, part, { store_part(part, y + i, load_part(part, x + i) * alpha); })
}

static void add_scaled(size_t count, float alpha, const float *x, float *y) {
  FOR_EACH_VECTOR(count, i, part, {
    store_part(part, y + i, load_part(part, y + i) + load_part(part, x + i) * alpha);
  })
}

static void copy(size_t count, const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  if (count == 0) return;
  if (x_stride == 1 && y_stride == 1) memcpy(y, x, count * sizeof(float));
  else if (x_stride == 0 && y_stride == 1) fill(count, *x, y);
  else for (size_t i = 0; i < count; i++) y[(ptrdiff_t)i * y_stride] = x[(ptrdiff_t)i * x_stride];
}

// Four rows of four, x_stride apart, become four columns.
INLINE void transpose_quads(const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  const quad a = *(const unaligned_quad *)x, b = *(const unaligned_quad *)(x + x_stride);
  const quad c = *(const unaligned_quad *)(x + 2 * x_stride);
  const quad d = *(const unaligned_quad *)(x + 3 * x_stride);
  const quad ac_low = __builtin_shufflevector(a, c, 0, 4, 1, 5);
  const quad ac_high = __builtin_shufflevector(a, c, 2, 6, 3, 7);
  const quad bd_low = __builtin_shufflevector(b, d, 0, 4, 1, 5);
  const quad bd_high = __builtin_shufflevector(b, d, 2, 6, 3, 7);
  *(unaligned_quad *)y = __builtin_shufflevector(ac_low, bd_low, 0, 4, 1, 5);
  *(unaligned_quad *)(y + y_stride) = __builtin_shufflevector(ac_low, bd_low, 2, 6, 3, 7);
  *(unaligned_quad *)(y + 2 * y_stride) = __builtin_shufflevector(ac_high, bd_high, 0, 4, 1, 5);
  *(unaligned_quad *)(y + 3 * y_stride) = __builtin_shufflevector(ac_high, bd_high, 2, 6, 3, 7);
}

INLINE void transpose_block(
    size_t rows, size_t columns, const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  size_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const float *row = x + (ptrdiff_t)i * x_stride;
    size_t j = 0;
    for (; j + 4 <= columns; j += 4)
      transpose_quads(row + j, x_stride, y + (ptrdiff_t)j * y_stride + i, y_stride);
    for (; j < columns; j++)
      for (size_t r = 0; r < 4; r++)
        y[(ptrdiff_t)j * y_stride + (ptrdiff_t)(i + r)] =
            row[(ptrdiff_t)r * x_stride + (ptrdiff_t)j];
  }
  for (; i < rows; i++)
    for (size_t j = 0; j < columns; j++)
      y[(ptrdiff_t)j * y_stride + (ptrdiff_t)i] = x[(ptrdiff_t)i * x_stride + (ptrdiff_t)j];
}

static void transpose(
    size_t rows, size_t columns, const float *x, size_t x_stride, float *y, size_t y_stride) {
  for (size_t i = 0; i < rows; i += TRANSPOSE_BLOCK) {
    const size_t height = rows - i < TRANSPOSE_BLOCK ? rows - i : TRANSPOSE_BLOCK;
    for (size_t j = 0; j < columns; j += TRANSPOSE_BLOCK) {
      const size_t width = columns - j < TRANSPOSE_BLOCK ? columns - j : TRANSPOSE_BLOCK;
      transpose_block(
          height, width, x + i * x_stride + j, (ptrdiff_t)x_stride, y + j * y_stride + i,
          (ptrdiff_t)y_stride);
    }
  }
}

static void convert_bytes(size_t count, const uint8_t *bytes, float scale, float offset, float *y) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) {
    byte_lanes lanes;
    memcpy(&lanes, bytes + i, WIDTH);
    store(y + i, __builtin_convertvector(lanes, floats) * scale + offset);
  }
  if (i < count) {
    byte_lanes lanes = {};
    memcpy(&lanes, bytes + i, count - i);
    store_first(count - i, y + i, __builtin_convertvector(lanes, floats) * scale + offset);
  }
}
