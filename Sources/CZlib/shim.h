// zlib, for the gzip files that MNIST comes in. A header of our own keeps the module map free of system paths.
#include <zlib.h>
