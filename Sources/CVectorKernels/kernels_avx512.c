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
#define DOT_COLUMNS AVX512_DOT_COLUMNS

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

// Division and root take ten times as long as a multiply-add, and Adam has one of each for a number:
// estimates to 14 bits, made exact to the last bit or two by a step of Newton's.
#define HAS_QUICK_DIVISION
static inline __attribute__((always_inline)) __m512 quick_quotient(__m512 a, __m512 b) {
  __m512 inverse = _mm512_rcp14_ps(b);
  inverse += inverse * (1 - b * inverse);
  // Four bits for each kind of b: of 0 (kind 2) an infinity, of the infinities (4, 5) 0 with their
  // sign, of any other what was computed.
  return a * _mm512_fixupimm_ps(inverse, b, _mm512_set1_epi32(0x00870600), 0);
}

static inline __attribute__((always_inline)) __m512 quick_root(__m512 x) {
  const __m512 inverse = _mm512_rsqrt14_ps(x);
  const __m512 root = x * inverse, exact = root + 0.5f * inverse * (x - root * root);
  // Of 0 and of infinity the root is x itself.
  return _mm512_fixupimm_ps(exact, x, _mm512_set1_epi32(0x00100100), 0);
}

#include "kernels.inc.h"

#pragma clang attribute pop

#endif
