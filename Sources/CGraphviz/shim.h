// libgvc, which lays graphs out and draws them. A header of our own keeps the module map free of system paths and covers what
// Swift cannot import: macros, and a parameter whose type has changed between versions.
#ifndef SWIFTGRAD_GRAPHVIZ_SHIM_H
#define SWIFTGRAD_GRAPHVIZ_SHIM_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

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

// Whether the last line of a node's label is a gradient.
static inline int graphviz_shows_gradient(Agnode_t *node) {
  const char *classes = agget(node, "class");
  textlabel_t *label = ND_label(node);
  return classes && strstr(classes, "gradient") && label && !label->html && label->u.txt.nspans > 0;
}

// A label has one color. Draws the gradient of each node of a laid out graph in its own, by making the last line of the label a
// second label, until `graphviz_join_gradients`.
static inline void graphviz_split_gradients(Agraph_t *graph, const char *color) {
  for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
    if (!graphviz_shows_gradient(node) || ND_xlabel(node)) continue;
    textlabel_t *label = ND_label(node), *gradient = malloc(sizeof *gradient);
    if (!gradient) continue;
    *gradient = *label;
    label->u.txt.nspans -= 1;
    gradient->u.txt.nspans = 1;
    gradient->u.txt.span += label->u.txt.nspans;
    gradient->pos = ND_coord(node);
    for (int line = 0; line < label->u.txt.nspans; line++) {
      gradient->pos.y -= label->u.txt.span[line].size.y;
    }
    gradient->fontcolor = (char *)color;
    gradient->set = 1;
    ND_xlabel(node) = gradient;
  }
}

// Puts the labels together again, so that the graph can be freed.
static inline void graphviz_join_gradients(Agraph_t *graph) {
  for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
    if (!graphviz_shows_gradient(node) || !ND_xlabel(node)) continue;
    ND_label(node)->u.txt.nspans += 1;
    free(ND_xlabel(node));
    ND_xlabel(node) = NULL;
  }
}

#endif
