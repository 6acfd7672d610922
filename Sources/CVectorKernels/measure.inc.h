// What the machine can do at most, for other measurements to be compared with.

// As many independent sums as a tile of the matrix product has, and none of its memory.
static float multiply_adds(size_t rounds, float factor) {
  floats sums[TILE_ROWS * TILE_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < TILE_ROWS * TILE_VECTORS; i++) sums[i] = splat((float)i);
  const floats factors = splat(factor), ones = splat(1);
  for (size_t round = 0; round < rounds; round++)
#pragma clang loop unroll(full)
    for (int i = 0; i < TILE_ROWS * TILE_VECTORS; i++) sums[i] = sums[i] * factors + ones;
  floats total = sums[0];
#pragma clang loop unroll(full)
  for (int i = 1; i < TILE_ROWS * TILE_VECTORS; i++) total += sums[i];
  return sum_of_lanes(total);
}

// Eight sums: two additions a cycle of four cycles' latency. Rounds as it may.
static float read_floats(size_t count, const float *x) {
  floats sums[8] = {};
  size_t i = 0;
  while (i + 8 * WIDTH <= count)
#pragma clang loop unroll(full)
    for (int k = 0; k < 8; k++, i += WIDTH) sums[k] += load(x + i);
  for (; i + WIDTH <= count; i += WIDTH) sums[0] += load(x + i);
  if (i < count) sums[0] += load_first(count - i, x + i);
  for (int k = 1; k < 8; k++) sums[0] += sums[k];
  return sum_of_lanes(sums[0]);
}
