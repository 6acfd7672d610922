// The panel beside the drawing. Text from the graph goes into the page as text only, never as HTML.

function element(name, attributes = {}, ...children) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick') result.addEventListener('click', value);
    else result.setAttribute(key, value);
  }
  result.append(...children);
  return result;
}

const math = text => element('span', { class: 'math' }, text);

/** A node's name, which leads to its step if it has one. */
function nodeLink(index) {
  const number = stepOfNode.get(index);
  if (number === undefined) return element('strong', {}, nodes[index].name);
  return element(
    'button', { class: 'link', title: `To step ${number}`, onclick: () => page.go(number) },
    nodes[index].name);
}

function stepLink(number) {
  const source = nodes[steps[number - 1].node].name;
  return element(
    'button', { class: 'link', onclick: () => page.go(number) }, `step ${number}, ${source}`);
}

/** The contributions that a node has received, in order, and their sum. */
function historySection(step, gradient) {
  const list = element('ol', { class: 'terms' });
  for (const term of gradient.terms) {
    const source = term.step ? stepLink(term.step) : term.from;
    list.append(element('li', {}, math(term.text), ' from ', source));
  }
  const section = element(
    'section', { class: 'history' }, element('h3', {}, 'Its gradient'),
    element('p', { class: 'total math gradient' }, sum(gradient)), list);
  if (step.isChangedByHook) section.append(element('p', {}, 'A hook changed what the terms add up to.'));
  return section;
}

/** The rule with numbers: what it says already is not said again. */
function localDerivative({ formula, substitution }) {
  const isSaid = !substitution || formula.replaceAll('−', '-').endsWith(`= ${substitution}`);
  return isSaid ? formula : `${formula} = ${substitution}`;
}

/** One contribution: the rule, the rule with numbers, the chain rule, and what becomes of the input's gradient. */
function contributionCard(contribution) {
  const { input, product, amount, before, after } = contribution;
  const plus = areNumbers ? `${before?.text} + ${operand(amount.text)} = ` : `${before?.text} → `;
  return element(
    'li', { class: 'card' }, element('h4', {}, 'to ', nodeLink(input)),
    element('dl', {},
      element('dt', {}, 'local derivative'), element('dd', { class: 'math' }, localDerivative(contribution)),
      element('dt', {}, product ? 'times the gradient' : 'adds'), element('dd', { class: 'math' }, product || amount.text),
      element('dt', {}, 'its gradient'),
      element('dd', { class: 'math gradient' }, `${before ? plus : `${notComputed} → `}${after.text}`)));
}

/** The numbers of the forward pass that the derivatives of this step read. */
function savedSection(step) {
  const list = element('ul', { class: 'saved' });
  for (const node of step.saved) {
    const { name, data } = nodes[node];
    list.append(element('li', {}, nodeLink(node), ...(name === data ? [] : [math(` = ${data}`)])));
  }
  return element('section', {}, element('h3', {}, 'Kept from the forward pass'), list);
}

function leafSection(step) {
  if (!areNumbers) return element('p', {}, 'A leaf: nothing is passed on.');
  const output = nodes[steps[0].node].name;
  const name = nodes[step.node].name;
  return element(
    'section', {}, element('h3', {}, 'A leaf'),
    element('p', {}, 'Nothing is passed on. Near this point, ', element('strong', {}, output), ' changes by ',
      math(step.gradient.text), ' for each 1 that ', element('strong', {}, name), ' grows.'));
}

function startPanel() {
  const output = nodes[steps[0].node];
  return [
    element('p', { class: 'eyebrow' }, `Before the first of ${steps.length} steps`),
    element('h2', {}, 'The forward pass is done'),
    element('p', {}, 'Every node has its ', element('em', {}, 'data'), '. No gradient is computed yet: ',
      math(notComputed), ' says so, and is not the same as ', math('0'), '.'),
    element('p', {}, 'The pass starts at ', nodeLink(steps[0].node), ` = ${output.data}, with gradient `, math('1'),
      ', and goes against the arrows. A node’s turn comes when everything computed from it has had its own.'),
  ];
}

function stepPanel(number, shown, gradient) {
  const step = steps[number - 1];
  const node = nodes[step.node];
  const parts = [
    element('p', { class: 'eyebrow' }, `Step ${number} of ${steps.length}`),
    element('h2', { class: 'math' }, node.equation),
    element('p', { class: 'reason' }, `Its turn: ${step.reason}. Its data is `, math(node.data), '.'),
    historySection(step, gradient),
  ];
  if (!step.contributions.length) return [...parts, leafSection(step)];
  const cards = element('ul', { class: 'cards' });
  for (const contribution of step.contributions.slice(0, shown)) cards.append(contributionCard(contribution));
  if (shown < step.contributions.length) cards.append(quiz.card(number, shown, step.contributions[shown]));
  parts.push(element('section', {}, element('h3', {}, 'What it passes on'), cards));
  if (step.saved.length) parts.push(savedSection(step));
  return parts;
}

/** A node that has no step: no gradient flows to it. */
function constantPanel(index) {
  const node = nodes[index];
  return [
    element('p', { class: 'eyebrow' }, node.kind), element('h2', { class: 'math' }, node.equation),
    element('p', {}, 'Its data is ', math(node.data), '. No gradient flows to it, so it has no step.'),
    element('p', {}, element(
      'button', { onclick: () => page.go(page.number) },
      page.number ? `Back to step ${page.number}` : 'Back to the start')),
  ];
}
