#include "checks.h"

// Unary kernels over the whole range of floats and around their counts, and their gradients.

// The bounds are stated in Docs/Numerics.md; half an ulp is correctly rounded.
struct operation {
  const char *name;
  enum unary_kernel_index index;
  float parameter;
  double ulps;
};

static const struct operation operations[] = {
    {"negate", UNARY_NEGATE, 0, 0},
    {"abs", UNARY_ABS, 0, 0},
    {"sign", UNARY_SIGN, 0, 0},
    {"exp", UNARY_EXP, 0, 1.1},
    {"log", UNARY_LOG, 0, 1},
    {"sqrt", UNARY_SQRT, 0, 0.5},
    {"reciprocal", UNARY_RECIPROCAL, 0, 0.5},
    {"sin", UNARY_SIN, 0, 1},
    {"cos", UNARY_COS, 0, 1},
    {"tanh", UNARY_TANH, 0, 1.3},
    {"sigmoid", UNARY_SIGMOID, 0, 2.5},
    {"relu", UNARY_RELU, 0, 0},
    {"leaky ReLU", UNARY_LEAKY_RELU, 0.01f, 0.5},
    {"ELU", UNARY_ELU, 1.5f, 2},
    {"GELU", UNARY_GELU, 0, 5},
    {"softplus", UNARY_SOFTPLUS, 0, 2},
    {"erf", UNARY_ERF, 0, 3},
    {"power 2", UNARY_POWER, 2, 0.5},
    {"power 3", UNARY_POWER, 3, 1.5},
    {"power -1", UNARY_POWER, -1, 0.5},
    {"power 0.5", UNARY_POWER, 0.5f, 1},
    {"power 2.5", UNARY_POWER, 2.5f, 1},
    {"power 0", UNARY_POWER, 0, 0},
    {"floor", UNARY_FLOOR, 0, 0},
    {"ceil", UNARY_CEIL, 0, 0},
    {"round", UNARY_ROUND, 0, 0},
    {"at least", UNARY_AT_LEAST, -0.625f, 0},
    {"at most", UNARY_AT_MOST, 0.625f, 0},
    {"log1p", UNARY_LOG1P, 0, 1.5},
    {"expm1", UNARY_EXPM1, 0, 2},
    {"log2", UNARY_LOG2, 0, 2},
    {"log10", UNARY_LOG10, 0, 2},
    {"tan", UNARY_TAN, 0, 1},
    {"asin", UNARY_ASIN, 0, 1},
    {"acos", UNARY_ACOS, 0, 1},
    {"atan", UNARY_ATAN, 0, 1},
    {"sinh", UNARY_SINH, 0, 2},
    {"cosh", UNARY_COSH, 0, 2},
    {"SiLU", UNARY_SILU, 0, 3},
    {"Mish", UNARY_MISH, 0, 4},
};
#define OPERATION_COUNT (sizeof operations / sizeof *operations)

static double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
static double sigmoid(double x) { return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)); }
static double normal_distribution(double x) { return 0.5 * erfc(-x * M_SQRT1_2); }

static double mish_gate(double x) { return tanh((x < 0 ? 0 : x) + log1p(exp(-fabs(x)))); }

static double value(struct operation operation, double x) {
  const double p = operation.parameter;
  switch (operation.index) {
    case UNARY_NEGATE: return -x;
    case UNARY_ABS: return fabs(x);
    case UNARY_SIGN: return sign(x);
    case UNARY_EXP: return exp(x);
    case UNARY_LOG: return log(x);
    case UNARY_SQRT: return sqrt(x);
    case UNARY_RECIPROCAL: return 1 / x;
    case UNARY_SIN: return sin(x);
    case UNARY_COS: return cos(x);
    case UNARY_TANH: return tanh(x);
    case UNARY_SIGMOID: return sigmoid(x);
    case UNARY_RELU: return x <= 0 ? 0 : x;
    case UNARY_LEAKY_RELU: return x > 0 ? x : p * x;
    case UNARY_ELU: return x > 0 ? x : p * expm1(x);
    case UNARY_GELU: return x == -INFINITY ? 0 : x * normal_distribution(x);
    case UNARY_SOFTPLUS: return (x < 0 ? 0 : x) + log1p(exp(-fabs(x)));
    case UNARY_ERF: return erf(x);
    case UNARY_POWER: return pow(x, p);
    case UNARY_FLOOR: return floor(x);
    case UNARY_CEIL: return ceil(x);
    case UNARY_ROUND: return rint(x);
    case UNARY_AT_LEAST: return x < p ? p : x;
    case UNARY_AT_MOST: return x > p ? p : x;
    case UNARY_LOG1P: return log1p(x);
    case UNARY_EXPM1: return expm1(x);
    case UNARY_LOG2: return log2(x);
    case UNARY_LOG10: return log10(x);
    case UNARY_TAN: return tan(x);
    case UNARY_ASIN: return asin(x);
    case UNARY_ACOS: return acos(x);
    case UNARY_ATAN: return atan(x);
    case UNARY_SINH: return sinh(x);
    case UNARY_COSH: return cosh(x);
    case UNARY_SILU: return x / (1 + exp(-x));
    case UNARY_MISH: return x * mish_gate(x);
    case UNARY_KERNEL_COUNT: break;
  }
  abort();
}

// The derivative from what the kernel reads: y where it reads y.
static double derivative(struct operation operation, double x, double y) {
  const double p = operation.parameter;
  switch (operation.index) {
    case UNARY_NEGATE: return -1;
    case UNARY_ABS: return sign(x);
    case UNARY_SIGN: return 0;
    case UNARY_EXP: return y;
    case UNARY_LOG: return 1 / x;
    case UNARY_SQRT: return 0.5 / y;
    case UNARY_RECIPROCAL: return -y * y;
    case UNARY_SIN: return cos(x);
    case UNARY_COS: return -sin(x);
    case UNARY_TANH: return 1 - y * y;
    case UNARY_SIGMOID: return y * (1 - y);
    case UNARY_RELU: return y <= 0 ? 0 : y > 0 ? 1 : y;
    case UNARY_LEAKY_RELU: return x > 0 ? 1 : x <= 0 ? p : x;
    case UNARY_ELU: return x > 0 ? 1 : p * exp(x);
    case UNARY_GELU:
      return isinf(x) ? x > 0
                      : normal_distribution(x) + x * exp(-0.5 * x * x) * M_SQRT1_2 * 0.5 * M_2_SQRTPI;
    case UNARY_SOFTPLUS: return sigmoid(x);
    case UNARY_ERF: return M_2_SQRTPI * exp(-x * x);
    case UNARY_POWER: return p == 0 ? 0 : p * pow(x, p - 1);
    case UNARY_FLOOR: case UNARY_CEIL: case UNARY_ROUND: return 0;
    case UNARY_AT_LEAST: return x >= p;
    case UNARY_AT_MOST: return x <= p;
    case UNARY_LOG1P: return 1 / (1 + x);
    case UNARY_EXPM1: return y + 1;
    case UNARY_LOG2: return M_LOG2E / x;
    case UNARY_LOG10: return M_LOG10E / x;
    case UNARY_TAN: return 1 + y * y;
    case UNARY_ASIN: return 1 / sqrt((1 - x) * (1 + x));
    case UNARY_ACOS: return -1 / sqrt((1 - x) * (1 + x));
    case UNARY_ATAN: return 1 / (1 + x * x);
    case UNARY_SINH: return cosh(x);
    case UNARY_COSH: return sinh(x);
    case UNARY_SILU: return sigmoid(x) * (1 + x * (1 - sigmoid(x)));
    case UNARY_MISH: return mish_gate(x) + x * sigmoid(x) * (1 - mish_gate(x) * mish_gate(x));
    case UNARY_KERNEL_COUNT: break;
  }
  abort();
}

static bool reads_result(enum unary_kernel_index index) {
  switch (index) {
    case UNARY_EXP: case UNARY_SQRT: case UNARY_RECIPROCAL: case UNARY_TANH: case UNARY_SIGMOID:
    case UNARY_RELU: case UNARY_EXPM1: case UNARY_TAN: return true;
    default: return false;
  }
}

static bool reads_nothing(enum unary_kernel_index index) {
  switch (index) {
    case UNARY_NEGATE: case UNARY_SIGN: case UNARY_FLOOR: case UNARY_CEIL: case UNARY_ROUND:
      return true;
    default: return false;
  }
}

static void check(
    struct tables tables, struct operation operation, size_t count, float *x, double *worst) {
  float *y = guarded(count + 1), *baseline = guarded(count);
  tables.tested->unary[operation.index](count, x, y + 1, operation.parameter);
  tables.baseline->unary[operation.index](count, x, baseline, operation.parameter);
  if (y[0] != -12345) fail("wrote before the output");
  for (size_t i = 0; i < count; i++) {
    const double exact = value(operation, x[i]), error = ulps(y[i + 1], exact);
    if (error > operation.ulps)
      fail("of %.9g is %.9g, not %.9g (baseline: %.9g)", x[i], y[i + 1], exact, baseline[i]);
    if (ulps(y[i + 1], baseline[i]) > 2 * operation.ulps)
      fail("of %.9g is %.9g, but the baseline's is %.9g", x[i], y[i + 1], baseline[i]);
    if (error > *worst) *worst = error;
  }
  // In place gives the same.
  tables.tested->unary[operation.index](count, x, x, operation.parameter);
  for (size_t i = 0; i < count; i++) expect_same(i, x[i], y[i + 1]);
}

void check_unary(struct tables tables, size_t sweep_stride) {
  enum { chunk = 1024 };
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t o = 0; o < OPERATION_COUNT; o++) {
    double worst = 0;
    for (size_t c = 0; c < COUNT_COUNT; c++) {
      begin("%s %s, %zu numbers", tables.tested->name, operations[o].name, counts[c]);
      check(tables, operations[o], counts[c], spread(counts[c], -3, 3), &worst);
    }
    begin("%s %s at extremes", tables.tested->name, operations[o].name);
    check(tables, operations[o], EXTREME_COUNT, copied(EXTREME_COUNT, extremes), &worst);
    for (uint64_t bits = 0; bits <= UINT32_MAX;) {
      begin("%s %s over all floats", tables.tested->name, operations[o].name);
      float *x = guarded(chunk);
      for (size_t i = 0; i < chunk; i++, bits += sweep_stride) {
        const uint32_t pattern = (uint32_t)bits;
        memcpy(x + i, &pattern, sizeof pattern);
        // No operation gives a signalling NaN, and the C library has its own view of them.
        if (isnan(x[i])) x[i] = NAN;
      }
      check(tables, operations[o], chunk, x, &worst);
    }
    printf("%-9s %-10s at most %.2f ulp\n", tables.tested->name, operations[o].name, worst);
  }
}

void check_unary_gradients(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t o = 0; o < OPERATION_COUNT; o++)
    for (size_t c = 0; c <= COUNT_COUNT; c++) {
      const struct operation operation = operations[o];
      const size_t count = c < COUNT_COUNT ? counts[c] : EXTREME_COUNT;
      begin("%s gradient of %s, %zu numbers", tables.tested->name, operation.name, count);
      float *g = spread(count, -1, 1), *out = guarded(count), *baseline = guarded(count);
      float *x = c < COUNT_COUNT ? spread(count, -3, 3) : copied(count, extremes);
      float *y = guarded(count);
      for (size_t i = 0; i < count; i++) y[i] = (float)value(operation, x[i]);
      const bool y_alone = reads_result(operation.index), neither = reads_nothing(operation.index);
      // What is not read is not there.
      const float *x_read = y_alone || neither ? NULL : x, *y_read = y_alone ? y : NULL;
      tables.tested->unary_gradient[operation.index](
          count, g, x_read, y_read, out, operation.parameter);
      tables.baseline->unary_gradient[operation.index](
          count, g, x_read, y_read, baseline, operation.parameter);
      for (size_t i = 0; i < count; i++) {
        const double slope = derivative(operation, x[i], y[i]), exact = g[i] * slope;
        // A slope that no float holds is infinite, however small its product with g.
        if (isfinite(slope) && isinf((float)slope)) continue;
        const bool has_two_terms = operation.index == UNARY_GELU || operation.index == UNARY_SILU
                                   || operation.index == UNARY_MISH;
        const double scale = has_two_terms ? 2 : 1;
        expect(i, out[i], baseline[i], exact, 8, 4e-7 * scale * fabs(g[i]));
      }
    }
}
