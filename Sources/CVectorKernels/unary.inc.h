// Unary operations and their gradients.

#define UNARY(name, expression)                                                       \
  static void name##_forward(size_t count, const float *in, float *out, float parameter) { \
    const floats p = splat(parameter);                                                \
    (void)p;                                                                          \
    FOR_EACH_VECTOR(count, i, part, {                                                 \
      const floats x = load_part(part, in + i);                                       \
      store_part(part, out + i, expression);                                          \
    })                                                                                \
  }

// The kernel reads only the operand its expression names: the other may be null.
#define GRADIENT(name, operand, expression)                                           \
  static void name##_gradient(                                                        \
      size_t count, const float *gradient, const float *x_in, const float *y_in, float *out,    \
      float parameter) {                                                              \
    const floats p = splat(parameter);                                                \
    (void)p, (void)x_in, (void)y_in;                                                  \
    FOR_EACH_VECTOR(count, i, part, {                                                 \
      const floats g = load_part(part, gradient + i);                                 \
      const floats operand = load_part(part, operand##_in + i);                       \
      store_part(part, out + i, expression);                                          \
    })                                                                                \
  }

#define zero splat(0)
#define one splat(1)

INLINE floats sign_lanes(floats x) {
  return choose(x > zero, one, choose(x < zero, -one, x));
}

UNARY(negate, -x)
UNARY(abs, magnitude(x))
UNARY(sign, sign_lanes(x))
UNARY(exp, exp_lanes(x))
UNARY(log, log_lanes(x))
UNARY(sqrt, square_root(x))
UNARY(reciprocal, 1.0f / x)
UNARY(sin, each_lane(sinf, x))
UNARY(cos, each_lane(cosf, x))
UNARY(tanh, tanh_lanes(x))
UNARY(sigmoid, sigmoid_lanes(x))
UNARY(relu, choose(x <= zero, zero, x))
UNARY(leaky_relu, choose(x > zero, x, p * x))
UNARY(elu, choose(x > zero, x, p * exp_minus_one_lanes(choose(x > zero, zero, x))))
UNARY(gelu, gelu_lanes(x))
UNARY(softplus, softplus_lanes(x))
UNARY(erf, erf_lanes(x))
UNARY(floor, __builtin_elementwise_floor(x))
UNARY(ceil, __builtin_elementwise_ceil(x))
UNARY(round, __builtin_elementwise_rint(x))
UNARY(at_least, choose(x < p, p, x))
UNARY(at_most, choose(x > p, p, x))
UNARY(log1p, log1p_lanes(x))
UNARY(expm1, expm1_lanes(x))
UNARY(log2, log2_lanes(x))
UNARY(log10, each_lane(log10f, x))
UNARY(tan, each_lane(tanf, x))
UNARY(asin, each_lane(asinf, x))
UNARY(acos, each_lane(acosf, x))
UNARY(atan, each_lane(atanf, x))
UNARY(sinh, each_lane(sinhf, x))
UNARY(cosh, each_lane(coshf, x))
UNARY(silu, silu_lanes(x))
UNARY(mish, mish_lanes(x))

UNARY(square, x * x)
UNARY(cube, x * x * x)
UNARY(any_power, power_lanes(x, p))

// The exponents of the usual formulas need no logarithm.
static void power_forward(size_t count, const float *x, float *y, float exponent) {
  if (exponent == 2) square_forward(count, x, y, exponent);
  else if (exponent == 3) cube_forward(count, x, y, exponent);
  else if (exponent == -1) reciprocal_forward(count, x, y, exponent);
  else any_power_forward(count, x, y, exponent);
}

static void negate_gradient(
    size_t count, const float *g, const float *x, const float *y, float *out, float parameter) {
  (void)x, (void)y;
  negate_forward(count, g, out, parameter);
}

// Constant between their jumps.
static void sign_gradient(
    size_t count, const float *g, const float *x, const float *y, float *out, float parameter) {
  (void)g, (void)x, (void)y, (void)parameter;
  memset(out, 0, count * sizeof(float));
}
#define floor_gradient sign_gradient
#define ceil_gradient sign_gradient
#define round_gradient sign_gradient

GRADIENT(abs, x, g * sign_lanes(x))
GRADIENT(exp, y, g * y)
GRADIENT(log, x, g / x)
GRADIENT(sqrt, y, g * 0.5f / y)
GRADIENT(reciprocal, y, -g * y * y)
GRADIENT(sin, x, g * each_lane(cosf, x))
GRADIENT(cos, x, -g * each_lane(sinf, x))
GRADIENT(tanh, y, g * (1.0f - y * y))
GRADIENT(sigmoid, y, g * y * (1.0f - y))
GRADIENT(relu, y, choose(y <= zero, zero, choose(y > zero, g, y)))
GRADIENT(leaky_relu, x, choose(x > zero, g, choose(x <= zero, g * p, x)))
GRADIENT(elu, x, g * choose(x > zero, one, p * exp_lanes(choose(x > zero, zero, x))))
GRADIENT(gelu, x, g * gelu_derivative(x))
GRADIENT(softplus, x, g * sigmoid_lanes(x))
GRADIENT(erf, x, g * times_exp_of_minus_square(splat(1.12837917f), at_most(magnitude(x), 15), 1))
GRADIENT(at_least, x, choose(x >= p, g, zero))
GRADIENT(at_most, x, choose(x <= p, g, zero))
GRADIENT(log1p, x, g / (x + 1.0f))
GRADIENT(expm1, y, g * (y + 1.0f))
GRADIENT(log2, x, g / (x * 0.693147181f))
GRADIENT(log10, x, g / (x * 2.30258509f))
GRADIENT(tan, y, g * (y * y + 1.0f))
GRADIENT(asin, x, g / square_root((1.0f - x) * (1.0f + x)))
GRADIENT(acos, x, -g / square_root((1.0f - x) * (1.0f + x)))
GRADIENT(atan, x, g / (x * x + 1.0f))
GRADIENT(sinh, x, g * each_lane(coshf, x))
GRADIENT(cosh, x, g * each_lane(sinhf, x))
GRADIENT(silu, x, g * silu_derivative(x))
GRADIENT(mish, x, g * mish_derivative(x))

GRADIENT(square, x, g * (x + x))
GRADIENT(cube, x, g * 3.0f * x * x)
GRADIENT(any_power, x, g * p * power_lanes(x, p - 1.0f))

static void power_gradient(
    size_t count, const float *g, const float *x, const float *y, float *out, float exponent) {
  if (exponent == 0) memset(out, 0, count * sizeof(float));
  else if (exponent == 2) square_gradient(count, g, x, y, out, exponent);
  else if (exponent == 3) cube_gradient(count, g, x, y, out, exponent);
  else any_power_gradient(count, g, x, y, out, exponent);
}

#undef zero
#undef one
