// 128-bit vectors with fused multiply-add and 32 registers: every 64-bit Arm.
#if defined(__aarch64__)

#include <math.h>
#include <string.h>

#include "kernel_sets.h"

#define KERNEL_SET neon
#define WIDTH NEON_WIDTH
#define TILE_ROWS NEON_TILE_ROWS
#define TILE_VECTORS NEON_TILE_VECTORS
#define DOT_COLUMNS NEON_DOT_COLUMNS

#include "kernels.inc.h"

#endif
