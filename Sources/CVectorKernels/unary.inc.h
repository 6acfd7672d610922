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

// The sign is constant between its jumps.
static void sign_gradient(
    size_t count, const float *g, const float *x, const float *y, float *out, float parameter) {
  (void)g, (void)x, (void)y, (void)parameter;
  memset(out, 0, count * sizeof(float));
}

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
