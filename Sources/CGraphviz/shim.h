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

// Gives names, and so frames and nodes, ids in their order. cgraph itself takes the address of a name's copy for its id, and goes
// through subgraphs by ids: in another order each time. A name that is not mapped it keeps in a table of its own.
static inline __typeof__(AgIdDisc.map(NULL, 0, NULL, NULL, 0)) graphviz_id(
    void *state, int type, char *name, IDTYPE *id, int creates) {
  return name ? 0 : AgIdDisc.map(state, type, NULL, id, creates);
}

// Hands out a text piece by piece.
static inline int graphviz_next(void *text, char *piece, int size) {
  const char **rest = text;
  size_t length = strnlen(*rest, (size_t)size);
  memcpy(piece, *rest, length);
  *rest += length;
  return (int)length;
}

// The graph that a text describes, or NULL. Not to be called by two threads at once.
static inline Agraph_t *graphviz_read(const char *text) {
  // A graph refers to them as long as it lasts.
  static Agiddisc_t ids;
  static Agiodisc_t pieces;
  ids = AgIdDisc;
  ids.map = graphviz_id;
  pieces = AgIoDisc;
  pieces.afread = graphviz_next;
  Agdisc_t services = {.id = &ids, .io = &pieces};
  return agread(&text, &services);
}

// Brings the reader of texts to a start. What it found no use for in a text, it would read before the next one, and it would go on
// with a string that did not end.
static inline void graphviz_reset_reader(void) {
  // Ends whatever is open: a comment, a label like HTML, a string.
  for (Agraph_t *left; (left = graphviz_read("*/>>>>/*\"*/"));) agclose(left);
}

// The size of a laid out graph, in points.
static inline double graphviz_width(Agraph_t *graph) { return GD_bb(graph).UR.x - GD_bb(graph).LL.x; }
static inline double graphviz_height(Agraph_t *graph) { return GD_bb(graph).UR.y - GD_bb(graph).LL.y; }

// The dots per inch at which a laid out graph will be drawn.
static inline void graphviz_set_resolution(Agraph_t *graph, double dotsPerInch) {
  GD_drawing(graph)->dpi = dotsPerInch;
}

// The labels of a node while its gradient is drawn apart: the one that libgvc made and owns, which nothing changes, and those that
// stand in for it.
struct graphviz_labels {
  Agnode_t *node;
  textlabel_t *whole, rest, gradient;
  struct graphviz_labels *next;
};

// A label has one color. Until `graphviz_join_gradients`, draws the last line of the label of each node whose class says that it is a
// gradient as a second label, in `color`, which must last as long.
static inline struct graphviz_labels *graphviz_split_gradients(Agraph_t *graph, char *color) {
  struct graphviz_labels *all = NULL;
  for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
    const char *classes = agget(node, (char *)"class");
    textlabel_t *whole = ND_label(node);
    if (!classes || !strstr(classes, "gradient") || !whole || whole->html || whole->u.txt.nspans < 1) continue;
    struct graphviz_labels *labels = malloc(sizeof *labels);
    if (!labels) break;
    *labels = (struct graphviz_labels){node, whole, *whole, *whole, all};
    labels->rest.u.txt.nspans -= 1;
    labels->gradient.u.txt.nspans = 1;
    labels->gradient.u.txt.span += labels->rest.u.txt.nspans;
    labels->gradient.pos = ND_coord(node);
    for (int line = 0; line < (int)labels->rest.u.txt.nspans; line++) {
      labels->gradient.pos.y -= whole->u.txt.span[line].size.y;
    }
    labels->gradient.fontcolor = color;
    labels->gradient.set = 1;
    ND_label(node) = &labels->rest;
    ND_xlabel(node) = &labels->gradient;
    all = labels;
  }
  return all;
}

// Gives every node its own label back, so that the graph can be freed.
static inline void graphviz_join_gradients(struct graphviz_labels *all) {
  while (all) {
    struct graphviz_labels *labels = all;
    all = labels->next;
    ND_label(labels->node) = labels->whole;
    ND_xlabel(labels->node) = NULL;
    free(labels);
  }
}

#endif
