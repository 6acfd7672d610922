// The vector type of the instruction set being compiled: WIDTH floats, and as many 32-bit integers
// for masks (-1 or 0 a lane) and bits.

#define INLINE static inline __attribute__((always_inline))

typedef float floats __attribute__((vector_size(WIDTH * 4)));
typedef int32_t ints __attribute__((vector_size(WIDTH * 4)));
typedef uint8_t byte_lanes __attribute__((vector_size(WIDTH)));
typedef float unaligned_floats __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));

INLINE floats load(const float *x) { return *(const unaligned_floats *)x; }
INLINE void store(float *x, floats value) { *(unaligned_floats *)x = value; }
// Minus zero, as plus zero would turn -0 into 0.
INLINE floats splat(float value) { return value - (floats){}; }
INLINE ints splat_int(int32_t value) { return (ints){} + value; }

#ifndef HAS_PARTIAL_ACCESS
// The first count < WIDTH floats; the other lanes are 0.
INLINE floats load_first(size_t count, const float *x) {
  floats value = {};
  memcpy(&value, x, count * sizeof(float));
  return value;
}

INLINE void store_first(size_t count, float *x, floats value) {
  memcpy(x, &value, count * sizeof(float));
}
#endif

INLINE floats choose(ints mask, floats a, floats b) {
  return (floats)((mask & (ints)a) | (~mask & (ints)b));
}

INLINE floats square_root(floats x) { return __builtin_elementwise_sqrt(x); }
INLINE floats magnitude(floats x) { return (floats)((ints)x & splat_int(0x7fffffff)); }
INLINE floats with_sign_of(floats x, floats magnitude_of_x) {
  return (floats)(((ints)x & splat_int((int32_t)0x80000000)) | (ints)magnitude_of_x);
}

// NaN if either is.
INLINE floats larger(floats a, floats b) { return choose((a > b) | (a != a), a, b); }
INLINE floats smaller(floats a, floats b) { return choose((a < b) | (a != a), a, b); }

// Lanes from count on take the value of rest.
INLINE floats first_or(size_t count, floats x, float rest) {
  ints lane;
  for (int i = 0; i < WIDTH; i++) lane[i] = i;
  return choose(lane < splat_int((int32_t)count), x, splat(rest));
}

// Each lane takes the place of the one that many before it.
#if WIDTH == 16
#define ROTATED(x, n)                                                                           \
  __builtin_shufflevector(                                                                      \
      x, x, n, (n + 1) % 16, (n + 2) % 16, (n + 3) % 16, (n + 4) % 16, (n + 5) % 16, (n + 6) % 16, \
      (n + 7) % 16, (n + 8) % 16, (n + 9) % 16, (n + 10) % 16, (n + 11) % 16, (n + 12) % 16,    \
      (n + 13) % 16, (n + 14) % 16, (n + 15) % 16)
#elif WIDTH == 8
#define ROTATED(x, n)                                                                           \
  __builtin_shufflevector(                                                                      \
      x, x, n, (n + 1) % 8, (n + 2) % 8, (n + 3) % 8, (n + 4) % 8, (n + 5) % 8, (n + 6) % 8,    \
      (n + 7) % 8)
#else
#define ROTATED(x, n) __builtin_shufflevector(x, x, n, (n + 1) % 4, (n + 2) % 4, (n + 3) % 4)
#endif

// Lanes are folded in halves: the order does not depend on the values.
INLINE float sum_of_lanes(floats x) {
#if WIDTH > 8
  x += ROTATED(x, 8);
#endif
#if WIDTH > 4
  x += ROTATED(x, 4);
#endif
  x += ROTATED(x, 2);
  return x[0] + x[1];
}

INLINE float largest_lane(floats x) {
#if WIDTH > 8
  x = larger(ROTATED(x, 8), x);
#endif
#if WIDTH > 4
  x = larger(ROTATED(x, 4), x);
#endif
  x = larger(ROTATED(x, 2), x);
  return larger(ROTATED(x, 1), x)[0];
}

// The lower, or the upper, half of the lanes of a and b in turn.
#if WIDTH == 16
#define INTERLEAVED_LOW(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define INTERLEAVED_HIGH(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif WIDTH == 8
#define INTERLEAVED_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define INTERLEAVED_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define INTERLEAVED_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define INTERLEAVED_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

// Runs the statements that follow for all vectors of count floats: i is the place, part the number
// of lanes there.
#define FOR_EACH_VECTOR(count, i, part, ...)      \
  {                                               \
    size_t i = 0;                                 \
    for (; i + WIDTH <= (count); i += WIDTH) {    \
      const size_t part = WIDTH;                  \
      __VA_ARGS__                                 \
    }                                             \
    if (i < (count)) {                            \
      const size_t part = (count) - i;            \
      __VA_ARGS__                                 \
    }                                             \
  }

// With part known to be WIDTH these are plain loads and stores.
INLINE floats load_part(size_t part, const float *x) {
  return part == WIDTH ? load(x) : load_first(part, x);
}

INLINE void store_part(size_t part, float *x, floats value) {
  if (part == WIDTH) store(x, value);
  else store_first(part, x, value);
}
