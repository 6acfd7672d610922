// Optimizer updates: PyTorch's formulas, one pass over the memory.

INLINE floats decayed(floats gradient, floats parameter, float weight_decay) {
  return weight_decay != 0 ? gradient + parameter * weight_decay : gradient;
}

static void sgd(
    size_t count, float *parameter, const float *gradient, float *velocity,
    struct sgd_arguments o) {
  FOR_EACH_VECTOR(count, i, part, {
    const floats p = load_part(part, parameter + i);
    floats g = decayed(load_part(part, gradient + i), p, o.weight_decay);
    if (velocity) {
      const floats v = load_part(part, velocity + i) * o.momentum + g;
      store_part(part, velocity + i, v);
      g = o.nesterov ? g + v * o.momentum : v;
    }
    store_part(part, parameter + i, p - g * o.learning_rate);
  })
}

// Duchi, Hazan and Singer 2011.
static void adagrad(
    size_t count, float *parameter, const float *gradient, float *sum,
    struct adagrad_arguments o) {
  FOR_EACH_VECTOR(count, i, part, {
    const floats p = load_part(part, parameter + i);
    const floats g = decayed(load_part(part, gradient + i), p, o.weight_decay);
    const floats s = load_part(part, sum + i) + g * g;
    store_part(part, sum + i, s);
    store_part(part, parameter + i, p - g * o.learning_rate / (square_root(s) + o.epsilon));
  })
}

// Tieleman and Hinton 2012.
static void rmsprop(
    size_t count, float *parameter, const float *gradient, float *square_average, float *velocity,
    struct rmsprop_arguments o) {
  FOR_EACH_VECTOR(count, i, part, {
    const floats p = load_part(part, parameter + i);
    const floats g = decayed(load_part(part, gradient + i), p, o.weight_decay);
    const floats s = load_part(part, square_average + i) * o.decay + g * g * o.one_minus_decay;
    store_part(part, square_average + i, s);
    floats step = g / (square_root(s) + o.epsilon);
    if (velocity) {
      step += load_part(part, velocity + i) * o.momentum;
      store_part(part, velocity + i, step);
    }
    store_part(part, parameter + i, p - step * o.learning_rate);
  })
}

// Zeiler 2012.
static void adadelta(
    size_t count, float *parameter, const float *gradient, float *square_average,
    float *delta_average, struct adadelta_arguments o) {
  FOR_EACH_VECTOR(count, i, part, {
    const floats p = load_part(part, parameter + i);
    const floats g = decayed(load_part(part, gradient + i), p, o.weight_decay);
    const floats s = load_part(part, square_average + i) * o.decay + g * g * o.one_minus_decay;
    store_part(part, square_average + i, s);
    const floats d = load_part(part, delta_average + i);
    const floats delta = square_root(d + o.epsilon) / square_root(s + o.epsilon) * g;
    store_part(part, delta_average + i, d * o.decay + delta * delta * o.one_minus_decay);
    store_part(part, parameter + i, p - delta * o.learning_rate);
  })
}

#ifndef HAS_QUICK_DIVISION
INLINE floats quick_quotient(floats a, floats b) { return a / b; }
INLINE floats quick_root(floats x) { return square_root(x); }
#endif

// Kingma and Ba 2015; with decoupled decay Loshchilov and Hutter 2019.
static void adam(
    size_t count, float *parameter, const float *gradient, float *first_moment,
    float *second_moment, struct adam_arguments o) {
  FOR_EACH_VECTOR(count, i, part, {
    const floats p = load_part(part, parameter + i);
    const floats g = decayed(load_part(part, gradient + i), p, o.weight_decay);
    const floats m = load_part(part, first_moment + i) * o.beta1 + g * o.one_minus_beta1;
    const floats v = load_part(part, second_moment + i) * o.beta2 + g * g * o.one_minus_beta2;
    store_part(part, first_moment + i, m);
    store_part(part, second_moment + i, v);
    const floats denominator = quick_root(v) * o.inverse_square_root_bias + o.epsilon;
    store_part(part, parameter + i, p * o.shrink - quick_quotient(m * o.step_size, denominator));
  })
}
