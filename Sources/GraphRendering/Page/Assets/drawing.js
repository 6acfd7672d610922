// The drawing: its nodes and edges at a step, its size, and what of it is in view.

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** What is left free at each side of a text in its box. */
const margin = 5.5;

/** Sets a text closer that is wider than its box, which was laid out for the last gradient and in another font. */
function fit(text, room) {
  text.removeAttribute('textLength');
  if (text.getComputedTextLength() <= room) return;
  text.setAttribute('textLength', room);
  text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
}

const drawing = {
  svg: document.querySelector('#canvas svg'),
  canvas: byId('canvas'),
  scale: null,
  nodes: [],
  edges: [],

  prepare() {
    this.size = this.svg.viewBox.baseVal;
    this.svg.setAttribute('role', 'group');
    this.svg.setAttribute('aria-label', `Graph of ${nodes.length} nodes`);
    for (const title of this.svg.querySelectorAll('title')) title.remove();
    this.nodes = nodes.map((node, index) => this.prepareNode(index));
    for (const [index, step] of steps.entries()) {
      for (const [place, contribution] of step.contributions.entries()) {
        const group = byId(`edge${contribution.input}_${step.node}_${contribution.operand}`);
        if (group) this.edges.push({ group, number: index + 1, place });
      }
    }
  },

  prepareNode(index) {
    const group = byId(`node${index}`);
    if (!group) return null;
    group.setAttribute('role', 'button');
    group.setAttribute('tabindex', '-1');
    group.addEventListener('click', () => page.choose(index));
    group.addEventListener('keydown', event => {
      if (event.key === 'Enter') page.choose(index);
    });
    const texts = [...group.querySelectorAll('text')];
    const gradient = texts.findLast(each => each.getAttribute('fill') === 'var(--gradient)');
    const prefix = gradient?.textContent.startsWith('grad') ? 'grad ' : '';
    const room = (group.querySelector('path, polygon')?.getBBox().width ?? Infinity) - 2 * margin;
    for (const text of texts) fit(text, room);
    return { group, gradient, prefix, room };
  },

  show(number, shown, all) {
    const step = steps[number - 1];
    const receivers = new Set(step?.contributions.slice(0, shown).map(each => each.input));
    for (const [index, node] of this.nodes.entries()) {
      if (!node) continue;
      const { text, isComplete } = all[index];
      const flows = stepOfNode.has(index);
      const { classList } = node.group;
      classList.toggle('pending', flows && text === null);
      classList.toggle('collecting', flows && text !== null && !isComplete);
      classList.toggle('current', step?.node === index);
      classList.toggle('receiving', receivers.has(index));
      const state = !flows ? 'no gradient flows here'
        : text === null ? 'gradient not computed' : `gradient ${text}${isComplete ? '' : ' so far'}`;
      node.group.setAttribute('aria-label', `${nodes[index].equation}, data ${nodes[index].data}, ${state}`);
      node.group.setAttribute('tabindex', index === (step?.node ?? steps[0].node) ? '0' : '-1');
      if (node.gradient) this.setGradient(node, text ?? notComputed);
    }
    for (const { group, number: own, place } of this.edges) {
      const isSeen = own < number || (own === number && place < shown);
      group.classList.toggle('passed', isSeen);
      group.classList.toggle('active', own === number && isSeen);
      group.classList.toggle('asked', own === number && !isSeen);
    }
  },

  setGradient({ gradient, prefix, room }, text) {
    gradient.textContent = prefix + text;
    fit(gradient, room);
  },

  /** Fits the drawing into its frame, as long as it can be read; `scale` is set when the reader has chosen one. */
  resize() {
    const { width, height } = this.size;
    const fit = Math.min((this.canvas.clientWidth - 8) / width, (this.canvas.clientHeight - 8) / height);
    const scale = this.scale ?? Math.min(Math.max(fit, 1.1), 2);
    this.svg.setAttribute('width', width * scale);
    this.svg.setAttribute('height', height * scale);
    this.shownScale = scale;
    this.fitScale = fit;
  },

  zoom(scale) {
    this.scale = Math.min(Math.max(scale, 0.05), 6);
    this.resize();
    this.follow(true);
  },

  /** Brings the nodes of the step into view, before the first step that of the first. */
  follow(isInstant) {
    const lit = [...this.svg.querySelectorAll('.current, .receiving')];
    if (!lit.length) lit.push(this.nodes[steps[0].node].group);
    const boxes = lit.map(each => each.getBoundingClientRect());
    const frame = this.canvas.getBoundingClientRect();
    const middle = (low, high) => (Math.min(...boxes.map(box => box[low])) + Math.max(...boxes.map(box => box[high]))) / 2;
    this.canvas.scrollBy({
      left: middle('left', 'right') - (frame.left + frame.right) / 2,
      top: middle('top', 'bottom') - (frame.top + frame.bottom) / 2,
      behavior: isInstant || calm.matches ? 'instant' : 'smooth',
    });
  },
};
