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

// Rows and columns of up to WIDTH. Interleaving the rows of one half with those of the other, as
// often as WIDTH has bits, brings element (i, j) to (j, i): each round moves the lowest bit of the
// row's number into that of the lane. With constants for rows and columns all branches go.
INLINE void transpose_square(
    size_t rows, size_t columns, const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  floats lines[WIDTH];
#pragma clang loop unroll(full)
  for (int i = 0; i < WIDTH; i++)
    lines[i] = (size_t)i < rows ? load_part(columns, x + i * x_stride) : (floats){};
#pragma clang loop unroll(full)
  for (int round = 1; round < WIDTH; round *= 2) {
    floats interleaved[WIDTH];
#pragma clang loop unroll(full)
    for (int i = 0; i < WIDTH / 2; i++) {
      const floats a = lines[i], b = lines[i + WIDTH / 2];
      interleaved[2 * i] = INTERLEAVED_LOW(a, b);
      interleaved[2 * i + 1] = INTERLEAVED_HIGH(a, b);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < WIDTH; i++) lines[i] = interleaved[i];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < WIDTH; i++)
    if ((size_t)i < columns) store_part(rows, y + i * y_stride, lines[i]);
}

INLINE void transpose_block(
    size_t rows, size_t columns, const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  for (size_t j = 0; j < columns; j += WIDTH)
    for (size_t i = 0; i < rows; i += WIDTH) {
      const float *from = x + (ptrdiff_t)i * x_stride + j;
      float *to = y + (ptrdiff_t)j * y_stride + i;
      if (i + WIDTH <= rows && j + WIDTH <= columns)
        transpose_square(WIDTH, WIDTH, from, x_stride, to, y_stride);
      else
        transpose_square(
            rows - i < WIDTH ? rows - i : WIDTH, columns - j < WIDTH ? columns - j : WIDTH, from,
            x_stride, to, y_stride);
    }
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
