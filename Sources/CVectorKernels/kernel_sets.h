#ifndef KERNEL_SETS_H
#define KERNEL_SETS_H

#include "vector_kernels.h"

#if defined(__x86_64__)
extern const struct vector_kernels vector_kernels_avx512;
extern const struct vector_kernels vector_kernels_avx2;
#elif defined(__aarch64__)
extern const struct vector_kernels vector_kernels_neon;
#endif
extern const struct vector_kernels vector_kernels_baseline;

#endif
