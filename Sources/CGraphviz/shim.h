// libgvc, which lays graphs out and draws them. A header of our own keeps the module map free of system paths and covers what
// Swift cannot import: macros, and a parameter whose type has changed between versions.
#ifndef SWIFTGRAD_GRAPHVIZ_SHIM_H
#define SWIFTGRAD_GRAPHVIZ_SHIM_H

#include <stddef.h>

#include <graphviz/gvc.h>

// Up to version 10 `gvRenderData` takes the length as `unsigned int *`, later as `size_t *`; `void *` converts to both,
// and the narrow one fills the lower half on every machine Swift runs on.
static inline int graphviz_render(
    GVC_t *context, Agraph_t *graph, const char *format, char **data, size_t *length) {
  *length = 0;
  return gvRenderData(context, graph, format, data, (void *)length);
}

// The size of a laid out graph, in points.
static inline double graphviz_width(Agraph_t *graph) { return GD_bb(graph).UR.x - GD_bb(graph).LL.x; }
static inline double graphviz_height(Agraph_t *graph) { return GD_bb(graph).UR.y - GD_bb(graph).LL.y; }

// The dots per inch at which a laid out graph will be drawn.
static inline void graphviz_set_resolution(Agraph_t *graph, double dotsPerInch) {
  GD_drawing(graph)->dpi = dotsPerInch;
}

#endif
