'use strict';

// What there is to show at a step. Step 0 is before the pass, when no gradient is computed.

const byId = id => document.getElementById(id);

const data = JSON.parse(byId('data').textContent);
const { nodes, steps } = data;
const notComputed = '—';

/** Whether the nodes are numbers, not tensors, which are shown by summaries that cannot be calculated with. */
const areNumbers = steps.every(step => step.contributions.every(contribution => contribution.product));

const stepOfNode = new Map(steps.map((step, index) => [step.node, index + 1]));

/** What each node has received after `count` contributions of a step: terms, their sum, and whether none is missing. */
function gradients(number, count) {
  const all = nodes.map(node => ({
    text: node.earlier?.text ?? null,
    terms: node.earlier ? [{ text: node.earlier.text, from: 'earlier passes' }] : [],
    isComplete: false,
  }));
  for (const [index, step] of steps.slice(0, number).entries()) {
    const own = all[step.node];
    if (index === 0) own.terms.push({ text: '1', from: 'the pass starts here' });
    own.text = step.gradient.text;
    own.isComplete = true;
    const isLast = index === number - 1;
    for (const contribution of isLast ? step.contributions.slice(0, count) : step.contributions) {
      const input = all[contribution.input];
      input.text = contribution.after.text;
      input.terms.push({ text: contribution.amount.text, step: index + 1 });
    }
  }
  return all;
}

/** How a number reads behind a sign of arithmetic. */
const operand = text => text.startsWith('-') ? `(${text})` : text;

/** `0.5 + (-2) = -1.5`, or the number alone if it is the only term. */
function sum(gradient) {
  if (!areNumbers) return gradient.text;
  const terms = gradient.terms.map((term, index) => index ? operand(term.text) : term.text);
  return terms.length > 1 ? `${terms.join(' + ')} = ${gradient.text}` : gradient.text;
}

/** The number that someone wrote, or NaN. Both signs of minus, and a comma for the point, are understood. */
function parseNumber(text) {
  const plain = text.trim().replace(/[−–]/g, '-').replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  if (/^[-+]?(inf|infinity|∞)$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  const fraction = plain.match(/^([^/]+)\/([^/]+)$/);
  if (fraction) return parseNumber(fraction[1]) / parseNumber(fraction[2]);
  return plain === '' ? NaN : Number(plain);
}
