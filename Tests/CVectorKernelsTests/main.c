#include "checks.h"

// Checks every set of kernels that this CPU runs: `kernels [stride]`, where the unary kernels see
// every stride-th of all floats.
int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  const size_t sweep_stride = argc > 1 ? strtoul(argv[1], NULL, 10) : 10007;
  if (sweep_stride == 0) {
    fprintf(stderr, "expected a positive stride, found %s\n", argv[1]);
    return 2;
  }
  const struct vector_kernels *baseline = supported_vector_kernels(0);
  for (size_t i = 0; supported_vector_kernels(i); i++) baseline = supported_vector_kernels(i);
  for (size_t i = 0; supported_vector_kernels(i); i++) {
    const struct tables tables = {supported_vector_kernels(i), baseline};
    check_unary(tables, sweep_stride);
    check_unary_gradients(tables);
    check_binary(tables);
    check_copies(tables);
    check_reductions(tables);
    check_rows(tables);
    check_matrix(tables);
    check_optimizers(tables);
    begin("the end");
    printf("%-9s checked\n", tables.tested->name);
  }
  if (failure_count > 0) printf("%zu failures\n", failure_count);
  return failure_count > 0;
}
