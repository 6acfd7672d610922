// The quiz: asks for the gradient of each input of a step before it shows it.

const quiz = {
  isOn: false,
  /** How many contributions of each step are answered or given away. */
  answered: new Map(),
  asked: 0,
  right: 0,
  isFirstTry: true,

  /** How many contributions of a step may be seen. */
  shown(number) {
    const count = number ? steps[number - 1].contributions.length : 0;
    return this.isOn ? Math.min(count, this.answered.get(number) ?? 0) : count;
  },

  toggle() {
    this.isOn = !this.isOn;
    this.answered.clear();
    this.asked = this.right = 0;
    this.isFirstTry = true;
  },

  /** What is wrong with an answer, or `null` if it is right: within one percent. */
  judge(answer, contribution) {
    const { after, amount, before } = contribution;
    const expected = after.value ?? parseNumber(after.text);
    if (Number.isNaN(answer)) {
      return Number.isNaN(expected) ? null : 'That is not a number. Write one such as -1.5, 2e-3 or 1/3.';
    }
    if (answer === expected) return null;
    const difference = answer - expected;
    const distance = `${Number(Math.abs(difference).toPrecision(3))} too ${difference > 0 ? 'high' : 'low'}`;
    // Before the tolerance: where little was there, the share alone is close to the sum.
    const toAmount = Math.abs(answer - amount.value);
    if (before?.value && toAmount < Math.abs(difference) && toAmount <= 0.01 * Math.abs(amount.value)) {
      return `That is what this step adds. The gradient was ${before.text} before, so you are ${distance}.`;
    }
    if (Math.abs(difference) <= Math.max(0.01 * Math.abs(expected), 1e-9)) return null;
    if (!Number.isFinite(difference)) return 'Not so.';
    if (Math.abs(answer + expected) <= 0.01 * Math.abs(expected)) {
      return `The right size with the wrong sign: ${distance}.`;
    }
    const percent = Math.abs(100 * difference / expected);
    return `Not yet: ${distance}${expected && percent < 1000 ? `, off by ${percent.toPrecision(2)} %` : ''}.`;
  },

  score() {
    return this.asked ? `${this.right} of ${this.asked} at the first try. ` : '';
  },

  card(number, index, contribution) {
    const { input, before, formula } = contribution;
    const name = nodes[input].name;
    const field = element('input', {
      id: 'answer', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      'aria-describedby': 'feedback',
    });
    const feedback = element('p', { id: 'feedback', role: 'status' }, this.score());
    const so_far = before ? `It has ${before.text} so far.` : 'It has none so far.';
    const form = element(
      'form', { class: 'card question', autocomplete: 'off' },
      element('label', { for: 'answer' }, 'What is the gradient of ', element('strong', {}, name),
        ` after this step? ${so_far}`),
      element('div', { class: 'answer' }, field, element('button', { type: 'submit' }, 'Check'),
        element('button', { type: 'button', id: 'hint', onclick: () => { feedback.textContent = `${formula}.`; } }, 'Hint'),
        element('button', { type: 'button', id: 'show', onclick: () => this.reveal(number, index, false) }, 'Show')),
      feedback);
    form.addEventListener('submit', event => {
      event.preventDefault();
      const fault = this.judge(parseNumber(field.value), contribution);
      if (fault === null) return this.reveal(number, index, this.isFirstTry);
      this.isFirstTry = false;
      feedback.textContent = fault;
      field.setAttribute('aria-invalid', 'true');
      field.select();
    });
    return element('li', {}, form);
  },

  reveal(number, index, isRight) {
    this.answered.set(number, index + 1);
    this.asked += 1;
    if (isRight) this.right += 1;
    this.isFirstTry = true;
    page.show();
    (byId('answer') ?? byId('forward')).focus();
  },
};
