#include "kernel_sets.h"

struct kernel_set {
  const struct vector_kernels *kernels;
  bool supported;
};

// Best first.
static struct kernel_set kernel_set(size_t index) {
#if defined(__x86_64__)
  if (index == 0)
    return (struct kernel_set){
        &vector_kernels_avx512,
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
            && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("fma")};
  if (index == 1)
    return (struct kernel_set){
        &vector_kernels_avx2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")};
#elif defined(__aarch64__)
  if (index == 0) return (struct kernel_set){&vector_kernels_neon, true};
#endif
  (void)index;
  return (struct kernel_set){&vector_kernels_baseline, true};
}

static bool is_last(size_t index) { return kernel_set(index).kernels == &vector_kernels_baseline; }

const struct vector_kernels *supported_vector_kernels(size_t index) {
  for (size_t i = 0;; i++) {
    const struct kernel_set set = kernel_set(i);
    if (set.supported && index-- == 0) return set.kernels;
    if (is_last(i)) return NULL;
  }
}

const char *compiled_vector_kernels(size_t index) {
  if (index > 0 && is_last(index - 1)) return NULL;
  return kernel_set(index).kernels->name;
}
