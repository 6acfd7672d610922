#include "checks.h"

// Packing, the micro-kernel at every size its tile has, and dot products at every size around their
// tiles and blocks.

static void check_packing(
    struct tables tables, size_t lanes, size_t depth, ptrdiff_t lane_stride, ptrdiff_t depth_stride,
    size_t panel_width) {
  begin(
      "%s pack_panel, %zu of %zu lanes, depth %zu, strides %td %td", tables.tested->name, lanes,
      panel_width, depth, lane_stride, depth_stride);
  const ptrdiff_t lane_reach = lane_stride * (ptrdiff_t)(lanes ? lanes - 1 : 0);
  const ptrdiff_t depth_reach = depth_stride * (ptrdiff_t)(depth ? depth - 1 : 0);
  const ptrdiff_t before = (lane_reach < 0 ? -lane_reach : 0) + (depth_reach < 0 ? -depth_reach : 0);
  const ptrdiff_t after = (lane_reach > 0 ? lane_reach : 0) + (depth_reach > 0 ? depth_reach : 0);
  const float *x = spread((size_t)(before + after + 1), -1, 1) + before;
  float *panel = guarded(depth * panel_width);
  tables.tested->pack_panel(lanes, depth, x, lane_stride, depth_stride, panel, panel_width);
  for (size_t p = 0; p < depth; p++)
    for (size_t i = 0; i < panel_width; i++)
      expect_same(
          p * panel_width + i, panel[p * panel_width + i],
          i < lanes ? x[(ptrdiff_t)i * lane_stride + (ptrdiff_t)p * depth_stride] : 0);
}

struct tile {
  size_t rows, columns, depth, c_spare;
  bool accumulate, a_transposed, b_in_place;
};

// Each table packs b in its own width, or reads rows that end with whole vectors where they lie.
static float *multiplied(
    const struct vector_kernels *kernels, struct tile tile, const float *a, const float *b,
    const float *start, size_t c_size) {
  const size_t width = kernels->width, whole = (tile.columns + width - 1) / width * width;
  const size_t b_stride = tile.b_in_place ? whole + 3 : kernels->tile_columns;
  float *panel = guarded(tile.depth * b_stride), *c = copied(c_size, start);
  if (tile.b_in_place) {
    for (size_t i = 0; i < tile.depth * b_stride; i++) panel[i] = NAN;
    for (size_t p = 0; p < tile.depth; p++)
      memcpy(panel + p * b_stride, b + p * tile.columns, tile.columns * sizeof *b);
  } else {
    kernels->pack_panel(tile.columns, tile.depth, b, 1, (ptrdiff_t)tile.columns, panel, b_stride);
  }
  const ptrdiff_t row_stride = tile.a_transposed ? 1 : (ptrdiff_t)tile.depth;
  const ptrdiff_t depth_stride = tile.a_transposed ? (ptrdiff_t)tile.rows : 1;
  kernels->matrix_tile(
      tile.rows, tile.columns, tile.depth, a, row_stride, depth_stride, panel, b_stride, c,
      tile.columns + tile.c_spare, tile.accumulate);
  return c;
}

static void check_tile(struct tables tables, struct tile tile) {
  begin(
      "%s matrix_tile, %zu × %zu × %zu%s%s", tables.tested->name, tile.rows, tile.columns, tile.depth,
      tile.accumulate ? ", accumulating" : "", tile.b_in_place ? ", b in place" : "");
  float *a = spread(tile.rows * tile.depth, -1, 1);
  const float *b = spread(tile.depth * tile.columns, -1, 1);
  if (tile.depth > 2) a[tile.depth - 1] = NAN, a[0] = 1e-40f;
  const size_t stride = tile.columns + tile.c_spare, c_size = (tile.rows - 1) * stride + tile.columns;
  const float *start = spread(c_size, -1, 1);
  const float *c = multiplied(tables.tested, tile, a, b, start, c_size);
  const bool baseline_fits =
      tile.rows <= tables.baseline->tile_rows && tile.columns <= tables.baseline->tile_columns;
  const float *baseline =
      baseline_fits ? multiplied(tables.baseline, tile, a, b, start, c_size) : NULL;
  for (size_t k = 0; k < c_size; k++) {
    const size_t i = k / stride, j = k % stride;
    if (j >= tile.columns) {
      expect_same(k, c[k], start[k]);
      continue;
    }
    double sum = tile.accumulate ? start[k] : 0, magnitudes = fabs(sum);
    for (size_t p = 0; p < tile.depth; p++) {
      const float factor = tile.a_transposed ? a[p * tile.rows + i] : a[i * tile.depth + p];
      const double product = (double)factor * b[p * tile.columns + j];
      sum += product, magnitudes += fabs(product);
    }
    expect(k, c[k], baseline ? baseline[k] : c[k], sum, 1, 5e-7 * magnitudes);
  }
}

// Where a product of dots starts from.
enum start { ZEROS, ITSELF, ONE_ROW, OTHER_ROWS, START_COUNT };

struct dots {
  size_t rows, columns, depth, spare;
  enum start start;
};

static float *dots(
    const struct vector_kernels *kernels, struct dots size, const float *a, const float *b,
    const float *other, size_t c_size) {
  const size_t stride = size.depth + size.spare, c_stride = size.columns + size.spare;
  float *c = copied(c_size, other);
  const float *start = size.start == ZEROS ? NULL : size.start == ITSELF ? c : other;
  kernels->matrix_dots(
      size.rows, size.columns, size.depth, a, stride, b, stride, start,
      size.start == ONE_ROW ? 0 : c_stride, c, c_stride);
  return c;
}

static void check_dots(struct tables tables, struct dots size) {
  begin(
      "%s matrix_dots, %zu × %zu × %zu, %zu to spare, start %d", tables.tested->name, size.rows,
      size.columns, size.depth, size.spare, size.start);
  const size_t stride = size.depth + size.spare, c_stride = size.columns + size.spare;
  float *a = spread((size.rows - 1) * stride + size.depth, -1, 1);
  const float *b = spread((size.columns - 1) * stride + size.depth, -1, 1);
  if (size.depth > 0) a[size.depth - 1] = NAN;
  const size_t c_size = (size.rows - 1) * c_stride + size.columns;
  const float *other = spread(c_size, -1, 1);
  const float *c = dots(tables.tested, size, a, b, other, c_size);
  const float *baseline = dots(tables.baseline, size, a, b, other, c_size);
  for (size_t k = 0; k < c_size; k++) {
    const size_t i = k / c_stride, j = k % c_stride;
    if (j >= size.columns) {
      expect_same(k, c[k], other[k]);
      continue;
    }
    double sum = size.start == ZEROS ? 0 : other[size.start == ONE_ROW ? j : k];
    double magnitudes = fabs(sum);
    for (size_t p = 0; p < size.depth; p++) {
      const double product = (double)a[i * stride + p] * b[j * stride + p];
      sum += product, magnitudes += fabs(product);
    }
    expect(k, c[k], baseline[k], sum, 1, 5e-7 * magnitudes);
  }
}

void check_matrix(struct tables tables) {
  const size_t depths[] = {0, 1, PACK_STEPS - 1, PACK_STEPS, PACK_STEPS + 1, 3 * PACK_STEPS + 5};
  const size_t tile_rows = tables.tested->tile_rows, tile_columns = tables.tested->tile_columns;
  for (size_t d = 0; d < 6; d++)
    for (size_t side = 0; side < 2; side++) {
      const size_t panel_width = side ? tile_columns : tile_rows, depth = depths[d];
      for (size_t lanes = 0; lanes <= panel_width; lanes++) {
        check_packing(tables, lanes, depth, 1, (ptrdiff_t)lanes + 2, panel_width);
        check_packing(tables, lanes, depth, (ptrdiff_t)depth + 2, 1, panel_width);
        check_packing(tables, lanes, depth, 3, 100, panel_width);
        check_packing(tables, lanes, depth, -2, -70, panel_width);
      }
    }
  for (size_t rows = 1; rows <= tile_rows; rows++)
    for (size_t columns = 1; columns <= tile_columns; columns++)
      for (size_t d = 0; d < 6; d++)
        for (unsigned kind = 0; kind < 8; kind++)
          check_tile(
              tables, (struct tile){
                          .rows = rows,
                          .columns = columns,
                          .depth = depths[d],
                          .c_spare = d % 2 * 3,
                          .accumulate = kind & 1,
                          .a_transposed = kind & 2,
                          .b_in_place = kind & 4,
                      });
  const size_t vectors[] = {0, 1, 2, 7};
  for (size_t rows = 1; rows <= 2 * DOT_ROWS + 1; rows++)
    for (size_t columns = 1; columns <= 2 * tile_rows + 1; columns++)
      for (size_t d = 0; d < 4; d++)
        for (enum start start = 0; start < START_COUNT; start++)
          check_dots(
              tables, (struct dots){
                          .rows = rows,
                          .columns = columns,
                          .depth = vectors[d] * tables.tested->width,
                          .spare = d % 2 * 3,
                          .start = start,
                      });
}
