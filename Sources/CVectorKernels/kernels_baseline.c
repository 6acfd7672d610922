// 128-bit vectors with what every CPU of the target has: SSE2 on x86-64. On any other CPU the
// compiler makes the best of them.
#include <math.h>
#include <string.h>

#include "kernel_sets.h"

#define KERNEL_SET baseline
#define WIDTH BASELINE_WIDTH
#define TILE_ROWS BASELINE_TILE_ROWS
#define TILE_VECTORS BASELINE_TILE_VECTORS
#define DOT_COLUMNS BASELINE_DOT_COLUMNS

#include "kernels.inc.h"
