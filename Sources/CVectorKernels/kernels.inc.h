// The body of every instruction set's file. Before including it, a file defines KERNEL_SET (its
// name), WIDTH, TILE_ROWS, TILE_VECTORS and DOT_COLUMNS, and may define load_first and store_first
// with HAS_PARTIAL_ACCESS, and quick_quotient and quick_root (right to the last bit or two) with
// HAS_QUICK_DIVISION. Functions are static: each file has its own copy, compiled for its
// instruction set.

#pragma STDC FP_CONTRACT ON

#include "lanes.inc.h"

#include "transcendental.inc.h"

#include "unary.inc.h"

#include "binary.inc.h"

#include "copies.inc.h"

#include "reductions.inc.h"

#include "rows.inc.h"

#include "matrix.inc.h"

#include "dots.inc.h"

#include "optimizers.inc.h"

#include "measure.inc.h"

#define NAME_OF(set) NAME_OF_EXPANDED(set)
#define NAME_OF_EXPANDED(set) #set
#define TABLE_OF(set) TABLE_OF_EXPANDED(set)
#define TABLE_OF_EXPANDED(set) vector_kernels_##set

static unary_kernel const unary_kernels[UNARY_KERNEL_COUNT] = {
    [UNARY_NEGATE] = negate_forward,         [UNARY_ABS] = abs_forward,
    [UNARY_SIGN] = sign_forward,             [UNARY_EXP] = exp_forward,
    [UNARY_LOG] = log_forward,               [UNARY_SQRT] = sqrt_forward,
    [UNARY_RECIPROCAL] = reciprocal_forward, [UNARY_SIN] = sin_forward,
    [UNARY_COS] = cos_forward,               [UNARY_TANH] = tanh_forward,
    [UNARY_SIGMOID] = sigmoid_forward,       [UNARY_RELU] = relu_forward,
    [UNARY_LEAKY_RELU] = leaky_relu_forward, [UNARY_ELU] = elu_forward,
    [UNARY_GELU] = gelu_forward,             [UNARY_SOFTPLUS] = softplus_forward,
    [UNARY_ERF] = erf_forward,               [UNARY_POWER] = power_forward,
    [UNARY_FLOOR] = floor_forward,           [UNARY_CEIL] = ceil_forward,
    [UNARY_ROUND] = round_forward,           [UNARY_AT_LEAST] = at_least_forward,
    [UNARY_AT_MOST] = at_most_forward,       [UNARY_LOG1P] = log1p_forward,
    [UNARY_EXPM1] = expm1_forward,           [UNARY_LOG2] = log2_forward,
    [UNARY_LOG10] = log10_forward,           [UNARY_TAN] = tan_forward,
    [UNARY_ASIN] = asin_forward,             [UNARY_ACOS] = acos_forward,
    [UNARY_ATAN] = atan_forward,             [UNARY_SINH] = sinh_forward,
    [UNARY_COSH] = cosh_forward,             [UNARY_SILU] = silu_forward,
    [UNARY_MISH] = mish_forward,
};

static unary_gradient_kernel const unary_gradient_kernels[UNARY_KERNEL_COUNT] = {
    [UNARY_NEGATE] = negate_gradient,         [UNARY_ABS] = abs_gradient,
    [UNARY_SIGN] = sign_gradient,             [UNARY_EXP] = exp_gradient,
    [UNARY_LOG] = log_gradient,               [UNARY_SQRT] = sqrt_gradient,
    [UNARY_RECIPROCAL] = reciprocal_gradient, [UNARY_SIN] = sin_gradient,
    [UNARY_COS] = cos_gradient,               [UNARY_TANH] = tanh_gradient,
    [UNARY_SIGMOID] = sigmoid_gradient,       [UNARY_RELU] = relu_gradient,
    [UNARY_LEAKY_RELU] = leaky_relu_gradient, [UNARY_ELU] = elu_gradient,
    [UNARY_GELU] = gelu_gradient,             [UNARY_SOFTPLUS] = softplus_gradient,
    [UNARY_ERF] = erf_gradient,               [UNARY_POWER] = power_gradient,
    [UNARY_FLOOR] = floor_gradient,           [UNARY_CEIL] = ceil_gradient,
    [UNARY_ROUND] = round_gradient,           [UNARY_AT_LEAST] = at_least_gradient,
    [UNARY_AT_MOST] = at_most_gradient,       [UNARY_LOG1P] = log1p_gradient,
    [UNARY_EXPM1] = expm1_gradient,           [UNARY_LOG2] = log2_gradient,
    [UNARY_LOG10] = log10_gradient,           [UNARY_TAN] = tan_gradient,
    [UNARY_ASIN] = asin_gradient,             [UNARY_ACOS] = acos_gradient,
    [UNARY_ATAN] = atan_gradient,             [UNARY_SINH] = sinh_gradient,
    [UNARY_COSH] = cosh_gradient,             [UNARY_SILU] = silu_gradient,
    [UNARY_MISH] = mish_gradient,
};

static binary_kernel const binary_kernels[BINARY_KERNEL_COUNT] = {
    [BINARY_ADD] = add_pairs,
    [BINARY_SUBTRACT] = subtract_pairs,
    [BINARY_MULTIPLY] = multiply_pairs,
    [BINARY_DIVIDE] = divide_pairs,
    [BINARY_POWER] = power_pairs,
    [BINARY_MAXIMUM] = maximum_pairs,
    [BINARY_MINIMUM] = minimum_pairs,
    [BINARY_GREATER] = greater_pairs,
    [BINARY_GREATER_OR_EQUAL] = greater_or_equal_pairs,
    [BINARY_LESS] = less_pairs,
    [BINARY_LESS_OR_EQUAL] = less_or_equal_pairs,
    [BINARY_EQUAL] = equal_pairs,
    [BINARY_NOT_EQUAL] = not_equal_pairs,
};

const struct vector_kernels TABLE_OF(KERNEL_SET) = {
    .name = NAME_OF(KERNEL_SET),
    .width = WIDTH,
    .tile_rows = TILE_ROWS,
    .tile_columns = TILE_VECTORS * WIDTH,
    .unary = unary_kernels,
    .unary_gradient = unary_gradient_kernels,
    .binary = binary_kernels,
    .select = select_lanes,
    .fill = fill,
    .scale = scale,
    .add_scaled = add_scaled,
    .copy = copy,
    .transpose = transpose,
    .convert_bytes = convert_bytes,
    .sum = sum,
    .dot = dot,
    .maximum = maximum,
    .add_rows = add_rows,
    .maximum_rows = maximum_rows,
    .softmax = softmax,
    .log_softmax = log_softmax,
    .softmax_gradient = softmax_gradient,
    .log_softmax_gradient = log_softmax_gradient,
    .cross_entropy = cross_entropy,
    .cross_entropy_gradient = cross_entropy_gradient,
    .pack_panel = pack_panel,
    .matrix_tile = matrix_tile,
    .matrix_dots = matrix_dots,
    .sgd = sgd,
    .adagrad = adagrad,
    .rmsprop = rmsprop,
    .adadelta = adadelta,
    .adam = adam,
    .multiply_adds = multiply_adds,
    .read = read_floats,
};
