// 256-bit vectors with fused multiply-add: Intel since Haswell, AMD since Zen.
#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "kernel_sets.h"

#define KERNEL_SET avx2
#define WIDTH AVX2_WIDTH
#define TILE_ROWS AVX2_TILE_ROWS
#define TILE_VECTORS AVX2_TILE_VECTORS
#define DOT_COLUMNS AVX2_DOT_COLUMNS

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define HAS_PARTIAL_ACCESS
static inline __attribute__((always_inline)) __m256i first_lanes(size_t count) {
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)count), lane);
}

static inline __attribute__((always_inline)) __m256 load_first(size_t count, const float *x) {
  return _mm256_maskload_ps(x, first_lanes(count));
}

static inline __attribute__((always_inline)) void store_first(
    size_t count, float *x, __m256 value) {
  _mm256_maskstore_ps(x, first_lanes(count), value);
}

#include "kernels.inc.h"

#pragma clang attribute pop

#endif
