// Binary operations and select, each operand with a stride of 0 (one value for all) or 1.

#define BINARY(name, expression)                                                               \
  static void name##_pairs(                                                                    \
      size_t count, const float *a_in, size_t a_stride, const float *b_in, size_t b_stride,    \
      float *out) {                                                                            \
    if (count == 0) return;                                                                    \
    if (a_stride == 0) {                                                                       \
      const floats a = splat(*a_in);                                                           \
      if (b_stride == 0) {                                                                     \
        const floats b = splat(*b_in), result = expression;                                    \
        FOR_EACH_VECTOR(count, i, part, { store_part(part, out + i, result); })                \
      } else FOR_EACH_VECTOR(count, i, part, {                                                 \
        const floats b = load_part(part, b_in + i);                                            \
        store_part(part, out + i, expression);                                                 \
      })                                                                                       \
    } else if (b_stride == 0) {                                                                \
      const floats b = splat(*b_in);                                                           \
      FOR_EACH_VECTOR(count, i, part, {                                                        \
        const floats a = load_part(part, a_in + i);                                            \
        store_part(part, out + i, expression);                                                 \
      })                                                                                       \
    } else FOR_EACH_VECTOR(count, i, part, {                                                   \
      const floats a = load_part(part, a_in + i), b = load_part(part, b_in + i);               \
      store_part(part, out + i, expression);                                                   \
    })                                                                                         \
  }

INLINE floats one_where(ints mask) { return (floats)(mask & (ints)splat(1)); }

BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a * b)
BINARY(divide, a / b)
BINARY(power, power_lanes(a, b))
BINARY(maximum, larger(a, b))
BINARY(minimum, smaller(a, b))
BINARY(greater, one_where(a > b))
BINARY(greater_or_equal, one_where(a >= b))
BINARY(less, one_where(a < b))
BINARY(less_or_equal, one_where(a <= b))
BINARY(equal, one_where(a == b))
BINARY(not_equal, one_where(a != b))

static void select_lanes(
    size_t count, const float *condition, size_t condition_stride, const float *a, size_t a_stride,
    const float *b, size_t b_stride, float *out) {
  if (count == 0) return;
  const floats first_condition = splat(*condition), first_a = splat(*a), first_b = splat(*b);
  FOR_EACH_VECTOR(count, i, part, {
    const floats c = condition_stride ? load_part(part, condition + i) : first_condition;
    const floats chosen = a_stride ? load_part(part, a + i) : first_a;
    const floats other = b_stride ? load_part(part, b + i) : first_b;
    store_part(part, out + i, choose(c != splat(0), chosen, other));
  })
}
