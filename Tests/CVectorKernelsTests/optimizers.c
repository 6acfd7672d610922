#include "checks.h"

// Optimizer updates, three steps each, and how exact Adam's quotient and root are.

#define STEPS 3

struct numbers {
  double parameter, first, second;
};

// An optimizer with its numbers: `run` calls a table's kernel, `update` is PyTorch's formula.
struct rule {
  const char *name;
  bool first, second;
  void (*run)(
      const struct vector_kernels *kernels, size_t count, float *parameter, const float *gradient,
      float *first, float *second);
  void (*update)(struct numbers *n, double g);
};

#define RATE 0.01f
#define DECAY 0.1f
#define MEMORY 0.9f

static void run_sgd(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *v, float *unused) {
  (void)unused;
  k->sgd(count, p, g, v, (struct sgd_arguments){RATE, MEMORY, DECAY, false});
}
static void update_plain(struct numbers *n, double g) {
  n->parameter -= RATE * (g + DECAY * n->parameter);
}
static void update_sgd(struct numbers *n, double g) {
  n->first = MEMORY * n->first + (g + DECAY * n->parameter);
  n->parameter -= RATE * n->first;
}

static void run_nesterov(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *v, float *unused) {
  (void)unused;
  k->sgd(count, p, g, v, (struct sgd_arguments){RATE, MEMORY, 0, true});
}
static void update_nesterov(struct numbers *n, double g) {
  n->first = MEMORY * n->first + g;
  n->parameter -= RATE * (g + MEMORY * n->first);
}

static void run_adagrad(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *sum, float *unused) {
  (void)unused;
  k->adagrad(count, p, g, sum, (struct adagrad_arguments){RATE, 1e-10f, DECAY});
}
static void update_adagrad(struct numbers *n, double g) {
  g += DECAY * n->parameter;
  n->first += g * g;
  n->parameter -= RATE * g / (sqrt(n->first) + 1e-10f);
}

static void run_rmsprop(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *square, float *v) {
  k->rmsprop(
      count, p, g, square, v,
      (struct rmsprop_arguments){RATE, 0.99f, 0.01f, 1e-8f, MEMORY, DECAY});
}
static void update_rmsprop(struct numbers *n, double g) {
  g += DECAY * n->parameter;
  n->first = 0.99f * n->first + 0.01f * g * g;
  n->second = MEMORY * n->second + g / (sqrt(n->first) + 1e-8f);
  n->parameter -= RATE * n->second;
}
static void update_plain_rmsprop(struct numbers *n, double g) {
  n->second = 0;
  update_rmsprop(n, g);
}

static void run_adadelta(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *square,
    float *delta) {
  k->adadelta(
      count, p, g, square, delta, (struct adadelta_arguments){1, MEMORY, 1 - MEMORY, 1e-6f, DECAY});
}
static void update_adadelta(struct numbers *n, double g) {
  g += DECAY * n->parameter;
  n->first = MEMORY * n->first + (1 - MEMORY) * g * g;
  const double delta = sqrt(n->second + 1e-6f) / sqrt(n->first + 1e-6f) * g;
  n->second = MEMORY * n->second + (1 - MEMORY) * delta * delta;
  n->parameter -= delta;
}

static void run_adam(
    const struct vector_kernels *k, size_t count, float *p, const float *g, float *m, float *v) {
  k->adam(
      count, p, g, m, v,
      (struct adam_arguments){
          RATE, 1.5f, MEMORY, 1 - MEMORY, 0.99f, 0.01f, 1e-8f, DECAY, 0.999f});
}
static void update_adam(struct numbers *n, double g) {
  g += DECAY * n->parameter;
  n->first = MEMORY * n->first + (1 - MEMORY) * g;
  n->second = 0.99f * n->second + 0.01f * g * g;
  n->parameter = n->parameter * 0.999f - n->first * RATE / (sqrt(n->second) * 1.5f + 1e-8f);
}

static const struct rule rules[] = {
    {"sgd", false, false, run_sgd, update_plain},
    {"sgd with momentum", true, false, run_sgd, update_sgd},
    {"sgd with Nesterov's momentum", true, false, run_nesterov, update_nesterov},
    {"adagrad", true, false, run_adagrad, update_adagrad},
    {"rmsprop", true, false, run_rmsprop, update_plain_rmsprop},
    {"rmsprop with momentum", true, true, run_rmsprop, update_rmsprop},
    {"adadelta", true, true, run_adadelta, update_adadelta},
    {"adam", true, true, run_adam, update_adam},
};

struct memory {
  float *parameter, *first, *second;
};

static struct memory memory(struct rule rule, size_t count, const float *start) {
  struct memory memory = {copied(count, start), NULL, NULL};
  if (rule.first) memset(memory.first = guarded(count), 0, count * sizeof(float));
  if (rule.second) memset(memory.second = guarded(count), 0, count * sizeof(float));
  return memory;
}

static void check_rule(struct tables tables, struct rule rule, size_t count) {
  begin("%s %s, %zu parameters", tables.tested->name, rule.name, count);
  float *start = spread(count, -1, 1);
  const struct memory tested = memory(rule, count, start), plain = memory(rule, count, start);
  float *gradients[STEPS];
  for (int step = 0; step < STEPS; step++) {
    gradients[step] = spread(count, -1, 1);
    if (count > 2) gradients[step][count - 1] = NAN;
    rule.run(tables.tested, count, tested.parameter, gradients[step], tested.first, tested.second);
    rule.run(tables.baseline, count, plain.parameter, gradients[step], plain.first, plain.second);
  }
  for (size_t i = 0; i < count; i++) {
    struct numbers exact = {start[i], 0, 0};
    for (int step = 0; step < STEPS; step++) rule.update(&exact, gradients[step][i]);
    expect(i, tested.parameter[i], plain.parameter[i], exact.parameter, 4, 5e-6);
    if (rule.first) expect(i, tested.first[i], plain.first[i], exact.first, 8, 5e-7);
    if (rule.second) expect(i, tested.second[i], plain.second[i], exact.second, 8, 5e-6);
  }
}

// Moments that stay as they are make Adam's update m / (√v + ε) and nothing else.
static double adam_error(struct tables tables, float m, float epsilon) {
  enum { count = 4096 };
  begin("%s adam's update by %g / (√v + %g)", tables.tested->name, m, epsilon);
  float *v = guarded(count), *first = guarded(count), *zeros = spread(count, 0, 0);
  float *tested = spread(count, 0, 0), *baseline = spread(count, 0, 0);
  for (uint32_t i = 0; i < count; i++) {
    // Every exponent, subnormal ones too, up to infinity.
    const uint32_t bits = i == count - 1 ? 0x7f800000 : i * (0x7f800000 / count);
    memcpy(v + i, &bits, sizeof bits);
    first[i] = m;
  }
  const struct adam_arguments same = {1, 1, 1, 0, 1, 0, epsilon, 0, 1};
  tables.tested->adam(count, tested, zeros, copied(count, first), copied(count, v), same);
  tables.baseline->adam(count, baseline, zeros, copied(count, first), copied(count, v), same);
  double worst = 0;
  for (size_t i = 0; i < count; i++) {
    const double exact = 0 - m / (sqrt(v[i]) + epsilon);
    expect(i, tested[i], baseline[i], exact, 4, 0);
    worst = fmax(worst, ulps(tested[i], exact));
  }
  return worst;
}

void check_optimizers(struct tables tables) {
  size_t counts[COUNT_COUNT];
  counts_around_blocks(tables.tested->width, counts);
  for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
    for (size_t c = 0; c < COUNT_COUNT; c++) check_rule(tables, rules[r], counts[c]);
  double worst = 0;
  const float moments[] = {0, 1, -3e-3f, 1.7e-12f, 1e-30f, -1e10f};
  for (size_t m = 0; m < 6; m++)
    for (float epsilon = 1e-12f; epsilon < 1; epsilon *= 77)
      worst = fmax(worst, adam_error(tables, moments[m], epsilon));
  printf("%-9s m / (√v + ε) at most %.2f ulp\n", tables.tested->name, worst);
}
