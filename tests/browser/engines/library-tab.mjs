// What the tabs of Playwright and puppeteer have in common: their pages go by nearly the same names.

export class LibraryTab {
  deaf = false;
  heard = [];
  constructor(context, raw) {
    this.context = context;
    this.raw = raw;
    // Violations of the page's policy come as errors, in the console or thrown.
    raw.on('pageerror', (error) => this.heard.push(`error: ${error.message}`));
    raw.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`console: ${message.text()}`);
    });
  }
  run(expression) {
    return this.raw.evaluate(expression);
  }
  load(url) {
    return this.raw.goto(url);
  }
  again() {
    return this.raw.reload();
  }
  keyDown(key) {
    return this.raw.keyboard.down(key);
  }
  keyUp(key) {
    return this.raw.keyboard.up(key);
  }
  type(text) {
    return this.raw.keyboard.type(text);
  }
  picture() {
    return this.raw.screenshot();
  }
  async end() {
    // A page that shares another's storage shares its context.
    const pages = await this.context.pages();
    if (pages.length > 1) await this.raw.close();
    else await this.context.close();
  }
}
