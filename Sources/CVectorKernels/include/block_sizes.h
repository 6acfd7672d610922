#ifndef BLOCK_SIZES_H
#define BLOCK_SIZES_H

// Every block size of the vector engine. The tests run each kernel at sizes around these.
//
// A micro-kernel holds a tile of TILE_ROWS × TILE_VECTORS vectors in registers. Two fused
// multiply-adds a cycle of four cycles' latency need at least eight independent sums; the rest of
// the register file holds a row of B and one broadcast element of A.

// 32 registers of 16 floats: 16 sums. Rows of 8 divide the usual batch and layer sizes.
#define AVX512_WIDTH 16
#define AVX512_TILE_ROWS 8
#define AVX512_TILE_VECTORS 2
#define AVX512_DOT_COLUMNS 4

// 16 registers of 8 floats: 12 sums.
#define AVX2_WIDTH 8
#define AVX2_TILE_ROWS 6
#define AVX2_TILE_VECTORS 2
#define AVX2_DOT_COLUMNS 3

// 32 registers of 4 floats: 24 sums.
#define NEON_WIDTH 4
#define NEON_TILE_ROWS 8
#define NEON_TILE_VECTORS 3
#define NEON_DOT_COLUMNS 4

// 16 registers of 4 floats at least (SSE2): 8 sums.
#define BASELINE_WIDTH 4
#define BASELINE_TILE_ROWS 4
#define BASELINE_TILE_VECTORS 2
#define BASELINE_DOT_COLUMNS 2

// The most k steps a packed panel holds: a B panel of 1,024 × 32 floats is 128 KB and streams from
// the second-level cache.
#define MATRIX_DEPTH_BLOCK 1024

// Steps of k transposed at a time while packing: one cache line of each lane.
#define PACK_STEPS 16

// A tile of dot products has DOT_ROWS × DOT_COLUMNS vectors as its sums, 8 to 16 of them; the other
// registers hold the vectors of DOT_COLUMNS rows and one more.
#define DOT_ROWS 4

// Floats summed in vector registers before the total goes over to a double.
#define SUM_BLOCK 1024

// Rows of a matrix added up in registers before the sums join those of the rows before.
#define COLUMN_BLOCK 256

// Side of the square blocks of a transposed copy: two blocks of 32 × 32 floats stay in the
// first-level cache.
#define TRANSPOSE_BLOCK 32

#endif
