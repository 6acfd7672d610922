// 512-bit vectors: Intel since Skylake-SP, AMD since Zen 4.
#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "kernel_sets.h"

#define KERNEL_SET avx512
#define WIDTH AVX512_WIDTH
#define TILE_ROWS AVX512_TILE_ROWS
#define TILE_VECTORS AVX512_TILE_VECTORS

#pragma clang attribute push(                                                         \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,fma"))), apply_to = function)

#define HAS_PARTIAL_ACCESS
static inline __attribute__((always_inline)) __m512 load_first(size_t count, const float *x) {
  return _mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), x);
}

static inline __attribute__((always_inline)) void store_first(
    size_t count, float *x, __m512 value) {
  _mm512_mask_storeu_ps(x, (__mmask16)((1u << count) - 1), value);
}

#define HAS_ESTIMATES
static inline __attribute__((always_inline)) __m512 reciprocal_estimate(__m512 x) {
  return _mm512_rcp14_ps(x);
}

static inline __attribute__((always_inline)) __m512 reciprocal_root_estimate(__m512 x) {
  return _mm512_rsqrt14_ps(x);
}

#include "kernels.inc.h"

#pragma clang attribute pop

#endif
