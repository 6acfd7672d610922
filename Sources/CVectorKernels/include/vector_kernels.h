#ifndef VECTOR_KERNELS_H
#define VECTOR_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "block_sizes.h"

// The innermost loops of the vector engine over 32-bit floats. One source is compiled once for each
// instruction set; Swift can not choose an instruction set for a function, C can. Nothing here
// allocates, starts threads or takes decisions.
//
// Unless a kernel says otherwise: pointers need no alignment, a count may be 0, an output may be
// the very same pointer as an input of the same layout but must not overlap it in any other way,
// and NaN in gives NaN out.

#pragma clang assume_nonnull begin

enum unary_kernel_index {
  UNARY_NEGATE,
  UNARY_ABS,
  UNARY_SIGN,  // -1, 0 or 1
  UNARY_EXP,
  UNARY_LOG,
  UNARY_SQRT,
  UNARY_RECIPROCAL,
  UNARY_SIN,
  UNARY_COS,
  UNARY_TANH,
  UNARY_SIGMOID,
  UNARY_RELU,
  UNARY_LEAKY_RELU,  // parameter: the slope below 0
  UNARY_ELU,         // parameter: alpha, elu(x) = alpha (e^x - 1) below 0
  UNARY_GELU,        // exact: x Φ(x) with the normal distribution Φ
  UNARY_SOFTPLUS,
  UNARY_ERF,
  UNARY_POWER,  // parameter: the exponent
  UNARY_FLOOR,
  UNARY_CEIL,
  UNARY_ROUND,     // halves to the even number
  UNARY_AT_LEAST,  // parameter: the bound
  UNARY_AT_MOST,   // parameter: the bound
  UNARY_LOG1P,
  UNARY_EXPM1,
  UNARY_LOG2,
  UNARY_LOG10,
  UNARY_TAN,
  UNARY_ASIN,
  UNARY_ACOS,
  UNARY_ATAN,
  UNARY_SINH,
  UNARY_COSH,
  UNARY_SILU,  // x / (1 + e^-x); NaN at -∞, as in PyTorch
  UNARY_MISH,  // x tanh(softplus(x)); NaN at -∞, as in PyTorch
  UNARY_KERNEL_COUNT
};

enum binary_kernel_index {
  BINARY_ADD,
  BINARY_SUBTRACT,
  BINARY_MULTIPLY,
  BINARY_DIVIDE,
  BINARY_POWER,
  BINARY_MAXIMUM,  // NaN if either is
  BINARY_MINIMUM,  // NaN if either is
  BINARY_GREATER,  // comparisons: 1 or 0, and as IEEE 754 has it every comparison with NaN is 0 …
  BINARY_GREATER_OR_EQUAL,
  BINARY_LESS,
  BINARY_LESS_OR_EQUAL,
  BINARY_EQUAL,
  BINARY_NOT_EQUAL,  // … but this one, which is 1
  BINARY_KERNEL_COUNT
};

// y[i] = f(x[i]). An operation without a parameter ignores it.
typedef void (*unary_kernel)(size_t count, const float *x, float *y, float parameter);

// out[i] = g[i] f'(x[i]), where y[i] = f(x[i]). Exp, expm1, sqrt, reciprocal, tan, tanh, sigmoid and
// relu read y alone, negate, sign, floor, ceil and round neither, the others x alone: what is not
// read may be null. At 0 relu' is 0, abs' is 0, leaky ReLU' is the slope and ELU' alpha, as in
// PyTorch; and at its bound at_least' and at_most' are 1, at NaN 0.
typedef void (*unary_gradient_kernel)(
    size_t count, const float *g, const float *_Nullable x, const float *_Nullable y, float *out,
    float parameter);

// out[i] = f(a[i a_stride], b[i b_stride]) with strides of 0 or 1.
typedef void (*binary_kernel)(
    size_t count, const float *a, size_t a_stride, const float *b, size_t b_stride, float *out);

struct sgd_arguments {
  float learning_rate, momentum, weight_decay;
  bool nesterov;
};

struct adagrad_arguments {
  float learning_rate, epsilon, weight_decay;
};

// Where a mean decays, the weight of the new number comes as an argument of its own: 1 - 0.999
// worked out in single precision would be off in the fifth digit.
struct rmsprop_arguments {
  float learning_rate, decay, one_minus_decay, epsilon, momentum, weight_decay;
};

struct adadelta_arguments {
  float learning_rate, decay, one_minus_decay, epsilon, weight_decay;
};

struct adam_arguments {
  float step_size;                 // learning rate / (1 - beta1^step)
  float inverse_square_root_bias;  // 1 / sqrt(1 - beta2^step)
  float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon;
  float weight_decay;  // added to the gradient (Adam)
  float shrink;        // factor on the parameter, 1 - learning rate · weight decay (AdamW); else 1
};

struct vector_kernels {
  const char *name;
  size_t width;                       // floats in a vector
  size_t tile_rows, tile_columns;     // of the matrix micro-kernel

  // Indexed by enum unary_kernel_index and enum binary_kernel_index.
  unary_kernel _Nonnull const *_Nonnull unary;
  unary_gradient_kernel _Nonnull const *_Nonnull unary_gradient;
  binary_kernel _Nonnull const *_Nonnull binary;

  // out[i] = condition[i] ≠ 0 ? a[i] : b[i], each with a stride of 0 or 1.
  void (*select)(
      size_t count, const float *condition, size_t condition_stride, const float *a,
      size_t a_stride, const float *b, size_t b_stride, float *out);

  void (*fill)(size_t count, float value, float *y);
  void (*scale)(size_t count, float alpha, const float *x, float *y);       // y = alpha x
  void (*add_scaled)(size_t count, float alpha, const float *x, float *y);  // y += alpha x
  // y[i y_stride] = x[i x_stride]; strides of any sign. The two must not overlap.
  void (*copy)(size_t count, const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride);
  // y[j y_stride + i] = x[i x_stride + j] for i < rows, j < columns. The two must not overlap.
  void (*transpose)(
      size_t rows, size_t columns, const float *x, size_t x_stride, float *y, size_t y_stride);
  // y[i] = bytes[i] scale + offset.
  void (*convert_bytes)(size_t count, const uint8_t *bytes, float scale, float offset, float *y);

  // Reductions add in an order that depends on the count alone.
  double (*sum)(size_t count, const float *x);
  double (*dot)(size_t count, const float *x, const float *y);
  float (*maximum)(size_t count, const float *x);  // -∞ for a count of 0; NaN if any is
  // For i < rows, j < columns: y[j] += Σᵢ x[i x_stride + j], and y[j] = max(y[j], x[i x_stride + j]).
  void (*add_rows)(size_t rows, size_t columns, const float *x, size_t x_stride, float *y);
  void (*maximum_rows)(size_t rows, size_t columns, const float *x, size_t x_stride, float *y);

  // Rows of contiguous floats. A row of finite numbers of any size gives finite numbers.
  void (*softmax)(size_t rows, size_t columns, const float *x, float *y);
  void (*log_softmax)(size_t rows, size_t columns, const float *x, float *y);
  // out = y (g - Σ g y) for y = softmax(x); out = g - e^y Σ g for y = log_softmax(x).
  void (*softmax_gradient)(
      size_t rows, size_t columns, const float *g, const float *y, float *out);
  void (*log_softmax_gradient)(
      size_t rows, size_t columns, const float *g, const float *y, float *out);
  // loss[i] = log Σⱼ e^x[i,j] - x[i, label[i]]. Labels must lie in 0 ..< columns.
  void (*cross_entropy)(
      size_t rows, size_t columns, const float *x, const int32_t *labels, float *loss);
  // out[i,j] = g[i g_stride] (softmax(x)[i,j] - (j = label[i])), g_stride 0 or 1.
  void (*cross_entropy_gradient)(
      size_t rows, size_t columns, const float *x, const int32_t *labels, const float *g,
      size_t g_stride, float *out);

  // Packs up to panel_width lanes of a matrix for the micro-kernel:
  // panel[p panel_width + i] = x[i lane_stride + p depth_stride] for i < lanes, 0 for the others.
  void (*pack_panel)(
      size_t lanes, size_t depth, const float *x, ptrdiff_t lane_stride, ptrdiff_t depth_stride,
      float *panel, size_t panel_width);
  // The micro-kernel of the matrix product, after BLIS (Van Zee and van de Geijn 2015):
  // c[i c_stride + j] = or += Σₚ a[i a_row_stride + p a_depth_stride] b[p b_stride + j]
  // for i < rows ≤ tile_rows and j < columns ≤ tile_columns. Rows of b are there to be read up to
  // the next multiple of width; nothing of c beyond rows and columns is touched. The sum over p runs
  // in order.
  void (*matrix_tile)(
      size_t rows, size_t columns, size_t depth, const float *a, ptrdiff_t a_row_stride,
      ptrdiff_t a_depth_stride, const float *b, size_t b_stride, float *c, size_t c_stride,
      bool accumulate);
  // A product of rows, any number of them, with nothing packed; depth is a multiple of width:
  // c[i c_stride + j] = start[i start_stride + j] + Σₚ a[i a_stride + p] b[j b_stride + p]
  // for i < rows, j < columns. start is c with its stride, or does not overlap c, or is null for
  // zeros. The order of a sum depends on the depth alone.
  void (*matrix_dots)(
      size_t rows, size_t columns, size_t depth, const float *a, size_t a_stride, const float *b,
      size_t b_stride, const float *_Nullable start, size_t start_stride, float *c,
      size_t c_stride);

  // Optimizer updates: one pass over parameter, gradient and state, with PyTorch's formulas.
  // A null velocity means that the optimizer runs without momentum. State starts at 0.
  void (*sgd)(
      size_t count, float *parameter, const float *gradient, float *_Nullable velocity,
      struct sgd_arguments arguments);
  void (*adagrad)(
      size_t count, float *parameter, const float *gradient, float *sum,
      struct adagrad_arguments arguments);
  void (*rmsprop)(
      size_t count, float *parameter, const float *gradient, float *square_average,
      float *_Nullable velocity, struct rmsprop_arguments arguments);
  void (*adadelta)(
      size_t count, float *parameter, const float *gradient, float *square_average,
      float *delta_average, struct adadelta_arguments arguments);
  void (*adam)(
      size_t count, float *parameter, const float *gradient, float *first_moment,
      float *second_moment, struct adam_arguments arguments);

  // For measuring the machine. tile_rows · tile_columns lanes, in registers all the time, become
  // lane · factor + 1 as often as there are rounds; gives their sum.
  float (*multiply_adds)(size_t rounds, float factor);
  // The sum of all floats, in single precision, as fast as they can be read.
  float (*read)(size_t count, const float *x);
};

// The kernels this CPU can run, best first, or null once index runs past the last.
const struct vector_kernels *_Nullable supported_vector_kernels(size_t index);

// The names of all sets this library was compiled with, whether the CPU can run them or not; null
// past the last.
const char *_Nullable compiled_vector_kernels(size_t index);

#pragma clang assume_nonnull end

#endif
