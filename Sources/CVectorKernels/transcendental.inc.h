// Exponentials, logarithms and their kin on vectors. Reductions of the argument are the textbook
// ones (Cody and Waite 1980); the polynomials are minimax fits made for these intervals (Remez's
// exchange). Docs/Numerics.md states how exact they are; the tests hold them to it.

// Σ c[k] x^k for constant coefficients.
#define POLYNOMIAL(x, ...)                                                       \
  ({                                                                             \
    const float coefficients_[] = {__VA_ARGS__};                                 \
    const int last_ = sizeof(coefficients_) / sizeof(float) - 1;                 \
    floats value_ = splat(coefficients_[last_]);                                 \
    _Pragma("clang loop unroll(full)") for (int k_ = last_ - 1; k_ >= 0; k_--)   \
      value_ = value_ * (x) + splat(coefficients_[k_]);                          \
    value_;                                                                      \
  })

// The two halves of ln 2: the first has 10 bits, so that its product with an exponent is exact.
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f

// A float whose last bit is worth 1: adding it rounds to an integer, which then stands in the low
// bits.
#define ROUNDER 12582912.0f

struct split_exponential {
  ints exponent;      // n
  floats fraction;    // e^r - 1, |r| ≤ ln 2 / 2
};

// e^(x + low) = 2^n e^r, for x + low from -175 to 175.
INLINE struct split_exponential split_limited_exp(floats x, floats low) {
  const floats rounded = (x + low) * 1.44269504f + ROUNDER;
  const floats n = rounded - ROUNDER;
  const floats r = x - n * LN2_HIGH - n * LN2_LOW + low;
  const floats tail =
      POLYNOMIAL(r, 0.500000012f, 0.166664946f, 0.0416661302f, 0.00837169592f, 0.00139553535f);
  return (struct split_exponential){(ints)rounded - (ints)splat(ROUNDER), r + r * r * tail};
}

// The same for all x: beyond these limits everything is 0 or infinite already.
INLINE struct split_exponential split_exp(floats x, floats low) {
  x = choose(x > splat(89), splat(89), choose(x < splat(-104), splat(-104), x));
  return split_limited_exp(x, low);
}

INLINE floats power_of_two(ints exponent) { return (floats)((exponent + 127) << 23); }

// In two steps: 2^n may overflow, or the result be subnormal.
INLINE floats times_power_of_two(floats x, ints exponent) {
  const ints half = exponent >> 1;
  return x * power_of_two(half) * power_of_two(exponent - half);
}

INLINE floats exp_lanes(floats x) {
  const struct split_exponential e = split_exp(x, splat(0));
  return times_power_of_two(e.fraction + 1.0f, e.exponent);
}

// e^x - 1 for x ≤ 0, exact to the last places near 0 too.
INLINE floats exp_minus_one_lanes(floats x) {
  x = choose(x < splat(-40), splat(-40), x);
  const struct split_exponential e = split_exp(x, splat(0));
  const floats scale = power_of_two(e.exponent);
  return e.fraction * scale + (scale - 1.0f);
}

// e^x - 1 for all x; from 17 on it is e^x to the last bit.
INLINE floats expm1_lanes(floats x) {
  const floats below = exp_minus_one_lanes(choose(x > splat(17), splat(17), x));
  return choose(x > splat(17), exp_lanes(x), with_sign_of(x, magnitude(below)));
}

// log(1 + f) for -0.3 ≤ f ≤ 1, through 2 atanh(f / (2 + f)).
INLINE floats log_of_one_plus(floats f) {
  const floats s = f / (f + 2.0f), z = s * s;
  const floats tail =
      z * POLYNOMIAL(z, 0.666666756f, 0.399988777f, 0.286168861f, 0.214276422f, 0.243009997f);
  return f - s * (f - tail);
}

struct split_logarithm {
  floats exponent;    // n
  floats fraction;    // f, √½ ≤ 1 + f ≤ √2
};

// x = 2^n (1 + f), for finite x > 0.
INLINE struct split_logarithm split_log(floats x) {
  const ints subnormal = x < splat(1.17549435e-38f);
  const ints bits = (ints)choose(subnormal, x * 8388608.0f, x);
  const ints exponent = (bits - 0x3f3504f3) >> 23;
  const floats fraction = (floats)(bits - (exponent << 23));
  const floats n =
      __builtin_convertvector(exponent, floats) - choose(subnormal, splat(23), splat(0));
  return (struct split_logarithm){n, fraction - 1.0f};
}

// A logarithm of x, given what it is for finite x > 0.
INLINE floats log_everywhere(floats x, floats finite) {
  const floats infinity = splat(INFINITY);
  const floats positive = choose(x < infinity, finite, x);
  return choose(x == splat(0), -infinity, choose(x < splat(0), splat(NAN), positive));
}

INLINE floats log_lanes(floats x) {
  const struct split_logarithm s = split_log(x);
  return log_everywhere(
      x, s.exponent * LN2_HIGH + (log_of_one_plus(s.fraction) + s.exponent * LN2_LOW));
}

// Whole for powers of two. 1 / ln 2 goes in as 1 and the rest, for the digits' sake.
INLINE floats log2_lanes(floats x) {
  const struct split_logarithm s = split_log(x);
  const floats log = log_of_one_plus(s.fraction);
  return log_everywhere(x, s.exponent + (log + log * 0.442695041f));
}

// 1 + x rounds away digits of x: what it lost, over 1 + x, is what log(1 + x) lacks (Goldberg 1991).
INLINE floats log1p_lanes(floats x) {
  const floats sum = x + 1.0f;
  const ints has_lost = (x > splat(-1)) & (x < splat(1e9f));
  const floats lost = choose(has_lost, x - (sum - 1.0f), splat(0));
  const floats far = log_lanes(sum) + lost / choose(sum > splat(0), sum, splat(1));
  const ints near = (x > splat(-0.3f)) & (x < splat(1));
  return choose(near, log_of_one_plus(choose(near, x, splat(0))), far);
}

INLINE floats tanh_lanes(floats x) {
  const floats a = magnitude(x), z = x * x;
  const floats small =
      x + x * z * POLYNOMIAL(
              z, -0.333332779f, 0.133313178f, -0.0537282615f, 0.0205987508f, -0.00565706437f);
  const floats large = 1.0f - 2.0f / (exp_lanes(a * 2.0f) + 1.0f);
  return choose(a < splat(0.625f), small, with_sign_of(x, large));
}

// Neither side overflows, and the far left keeps its digits: e^x, not 1 - 1.
INLINE floats sigmoid_lanes(floats x) {
  const floats z = exp_lanes(-magnitude(x));
  return choose(x < splat(0), z, splat(1)) / (z + 1.0f);
}

INLINE floats softplus_lanes(floats x) {
  return choose(x < splat(0), splat(0), x) + log_of_one_plus(exp_lanes(-magnitude(x)));
}

INLINE floats at_most(floats x, float limit) { return choose(x > splat(limit), splat(limit), x); }

// x, and z = e^-|x| with x z, which for x down to -109 is more than 0 where z is subnormal and has
// lost its digits; so x goes in before the power of two.
struct gate_terms {
  floats z, xz;
};

INLINE struct gate_terms gate_terms(floats x) {
  const floats a = at_most(magnitude(x), 115);
  const struct split_exponential e = split_limited_exp(-a, splat(0));
  const floats fraction = e.fraction + 1.0f;
  return (struct gate_terms){
      times_power_of_two(fraction, e.exponent),
      times_power_of_two(fraction * with_sign_of(x, a), e.exponent)};
}

// PyTorch has NaN at -∞, of -∞ times 0.
INLINE floats or_nan_at_minus_infinity(floats x, floats value) {
  return choose(x == splat(-INFINITY), splat(NAN), value);
}

INLINE floats silu_lanes(floats x) {
  const struct gate_terms t = gate_terms(x);
  return or_nan_at_minus_infinity(x, choose(x < splat(0), t.xz, x) / (t.z + 1.0f));
}

INLINE floats silu_derivative(floats x) {
  const floats s = sigmoid_lanes(x);
  return s * (x * (1.0f - s) + 1.0f);
}

// tanh(log(1 + e^x)) is n / (n + 2) for n = e^x (e^x + 2), and (1 + 2 z) / (1 + 2 z + 2 z²).
INLINE floats mish_lanes(floats x) {
  const struct gate_terms t = gate_terms(x);
  const ints negative = x < splat(0);
  const floats left = t.z * (t.z + 2.0f), right = t.z * 2.0f + 1.0f;
  const floats numerator = choose(negative, t.xz * (t.z + 2.0f), x * right);
  const floats denominator = choose(negative, left + 2.0f, right + t.z * t.z * 2.0f);
  return or_nan_at_minus_infinity(x, numerator / denominator);
}

INLINE floats mish_derivative(floats x) {
  const floats gate = tanh_lanes(softplus_lanes(x));
  return gate + x * sigmoid_lanes(x) * (1.0f - gate * gate);
}

// factor e^(-a² scale) for a ≤ 15: the square's rounding would be magnified by a², so a² is carried
// in two parts. The factor goes in before the power of two, so that a subnormal result is rounded
// only once.
INLINE floats times_exp_of_minus_square(floats factor, floats a, float scale) {
  const floats high = (floats)((ints)a & splat_int((int32_t)0xfffff000));
  const floats low = (a - high) * (a + high);
  const struct split_exponential e = split_exp(high * high * -scale, low * -scale);
  return times_power_of_two((e.fraction + 1.0f) * factor, e.exponent);
}

// erfc(a) / e^(-a²) for a ≥ 0, as a polynomial in (a - 2) / (a + 2) over 1 + 2 a.
INLINE floats scaled_erfc(floats a) {
  const floats q = (a - 2.0f) / (a + 2.0f);
  const floats numerator = POLYNOMIAL(
      q, 1.27697839f, -0.092763985f, -0.166031461f, 0.164055425f, -0.0542038828f, -0.00806014199f,
      0.00863009392f, 0.00131330711f, -0.0012279988f, -0.000399446662f);
  return numerator / (a * 2.0f + 1.0f);
}

INLINE floats erf_lanes(floats x) {
  const floats a = at_most(magnitude(x), 10);
  const floats z = x * x;
  const floats small = x * POLYNOMIAL(
      z, 1.12837917f, -0.376126271f, 0.112836002f, -0.0268544447f, 0.00518953547f, -0.000802084241f,
      7.8891233e-05f);
  const floats large = 1.0f - times_exp_of_minus_square(scaled_erfc(a), a, 1);
  return choose(a < splat(1), small, with_sign_of(x, large));
}

// factor Φ(x), where Φ(x) = erfc(-x / √2) / 2 is the normal distribution. The tail at the left
// keeps its digits.
INLINE floats times_normal_distribution(floats factor, floats x) {
  const floats a = at_most(magnitude(x), 15);
  const floats half_tail = scaled_erfc(a * 0.707106781f) * 0.5f;
  const floats tail = times_exp_of_minus_square(half_tail * factor, a, 0.5f);
  return choose(x > splat(0), factor - tail, tail);
}

INLINE floats gelu_lanes(floats x) {
  // Beyond ±15 Φ is 0 or 1; and infinity times 0 would be NaN.
  const floats within = times_normal_distribution(x, x);
  return choose(x > splat(15), x, choose(x < splat(-15), splat(-0.0f), within));
}

INLINE floats gelu_derivative(floats x) {
  const floats limited = with_sign_of(x, at_most(magnitude(x), 15));
  const floats density =
      times_exp_of_minus_square(splat(0.398942280f), magnitude(limited), 0.5f);
  return times_normal_distribution(splat(1), limited) + limited * density;
}

// For what is rarely the slow part, the C library's function on each lane.
INLINE floats each_lane(float (*function)(float), floats x) {
  for (int i = 0; i < WIDTH; i++) x[i] = function(x[i]);
  return x;
}

INLINE floats power_lanes(floats x, floats exponent) {
  for (int i = 0; i < WIDTH; i++) x[i] = powf(x[i], exponent[i]);
  return x;
}
