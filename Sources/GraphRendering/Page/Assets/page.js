// Which step is shown, and the ways to go to another one.

const page = {
  number: 0,
  timer: null,

  go(number) {
    this.number = Math.min(Math.max(Math.trunc(number) || 0, 0), steps.length);
    quiz.isFirstTry = true;
    this.show();
  },

  choose(index) {
    const number = stepOfNode.get(index);
    this.pause();
    if (number !== undefined) return this.go(number);
    byId('panel').replaceChildren(...constantPanel(index));
    byId('announcement').textContent = `${nodes[index].equation}, data ${nodes[index].data}, no gradient flows here.`;
  },

  show() {
    const { number } = this;
    const shown = quiz.shown(number);
    const all = gradients(number, shown);
    const step = steps[number - 1];
    document.body.classList.toggle('quiz', quiz.isOn);
    drawing.show(number, shown, all);
    drawing.follow();
    byId('panel').replaceChildren(...(step ? stepPanel(number, shown, all[step.node]) : startPanel()));
    byId('panel').scrollTop = 0;
    const position = `${number} of ${steps.length}`;
    byId('scrub').value = number;
    byId('scrub').setAttribute('aria-valuetext', `step ${position}`);
    byId('position').textContent = position;
    byId('quiz').setAttribute('aria-pressed', quiz.isOn);
    byId('play').disabled = quiz.isOn;
    for (const id of ['first', 'back']) byId(id).setAttribute('aria-disabled', number === 0);
    for (const id of ['forward', 'last']) byId(id).setAttribute('aria-disabled', number === steps.length);
    byId('announcement').textContent = this.announcement(step, shown);
    this.writeAddress();
  },

  announcement(step, shown) {
    if (!step) return 'Before the first step. No gradient is computed yet.';
    const parts = step.contributions.slice(0, shown).map(
      ({ input, amount, after }) => `${nodes[input].name} receives ${amount.text}, its gradient is ${after.text}.`);
    const question = shown < step.contributions.length
      ? [`What is the gradient of ${nodes[step.contributions[shown].input].name} after this step?`] : [];
    return [
      `Step ${this.number} of ${steps.length}: ${nodes[step.node].equation}, gradient ${step.gradient.text}.`,
      ...parts, ...question,
    ].join(' ');
  },

  /** Browsers refuse to change the address too often, as when someone scrubs; it is then right again at the next step. */
  writeAddress() {
    try { history.replaceState(null, '', `#step=${this.number}`); } catch { }
  },

  readAddress() {
    const match = location.hash.match(/^#step=(\d+)$/);
    return match ? Number(match[1]) : 0;
  },

  play() {
    if (quiz.isOn) return;
    if (this.number === steps.length) this.go(0);
    const next = () => {
      this.go(this.number + 1);
      if (this.number === steps.length) this.pause();
    };
    this.timer = setInterval(next, 1800);
    this.showPlaying(true);
    next();
  },

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.showPlaying(false);
  },

  showPlaying(isPlaying) {
    byId('play').classList.toggle('playing', isPlaying);
    byId('play').setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
  },

  move(number) {
    this.pause();
    this.go(number);
  },

  toggleQuiz() {
    if (!areNumbers) return;
    this.pause();
    quiz.toggle();
    if (quiz.isOn && this.number === 0) this.number = 1;
    this.show();
    byId('answer')?.focus();
  },

  handleKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target, key } = event;
    if (target.matches('input[type=text]')) return;
    const isButton = target.matches('button');
    const actions = {
      ArrowRight: () => this.move(this.number + 1), ArrowDown: () => this.move(this.number + 1),
      ArrowLeft: () => this.move(this.number - 1), ArrowUp: () => this.move(this.number - 1),
      Home: () => this.move(0), End: () => this.move(steps.length),
      ' ': () => this.timer === null ? this.play() : this.pause(),
      q: () => this.toggleQuiz(), Q: () => this.toggleQuiz(),
      '+': () => drawing.zoom(drawing.shownScale * 1.25), '-': () => drawing.zoom(drawing.shownScale / 1.25),
    };
    if (!actions[key] || (isButton && key === ' ')) return;
    // Up and down scroll, wherever there is something to scroll.
    if (['ArrowUp', 'ArrowDown'].includes(key) && target.id !== 'scrub') return;
    event.preventDefault();
    actions[key]();
  },

  start() {
    byId('scrub').max = steps.length;
    byId('quiz').hidden = !areNumbers;
    drawing.prepare();
    drawing.resize();
    byId('scrub').addEventListener('input', event => this.move(Number(event.target.value)));
    byId('first').addEventListener('click', () => this.move(0));
    byId('back').addEventListener('click', () => this.move(this.number - 1));
    byId('play').addEventListener('click', () => this.timer === null ? this.play() : this.pause());
    byId('forward').addEventListener('click', () => this.move(this.number + 1));
    byId('last').addEventListener('click', () => this.move(steps.length));
    byId('quiz').addEventListener('click', () => this.toggleQuiz());
    byId('zoom-in').addEventListener('click', () => drawing.zoom(drawing.shownScale * 1.25));
    byId('zoom-out').addEventListener('click', () => drawing.zoom(drawing.shownScale / 1.25));
    byId('zoom-fit').addEventListener('click', () => drawing.zoom(drawing.fitScale));
    addEventListener('keydown', event => this.handleKey(event));
    addEventListener('hashchange', () => this.move(this.readAddress()));
    addEventListener('resize', () => { drawing.resize(); drawing.follow(true); });
    this.pause();
    this.go(this.readAddress());
    drawing.follow(true);
  },
};

page.start();
