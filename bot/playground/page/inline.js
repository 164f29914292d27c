// Inline mode: `@bot …` in the text field shows what the bot offers; a choice is sent at once.

import { store } from "/page/server.js";
import { make } from "/page/text.js";
import { words } from "/page/words.js";

const PAUSE = 250; // milliseconds without a key before the bot is asked, as the apps do

export class InlineTyping {
  constructor(composer) {
    this.composer = composer;
    this.query = null;
    this.shown = [];
  }

  get panel() { return this.composer.panel; }

  // The words behind the bot's name; null where the text is no inline query.
  read() {
    const start = `@${store.bot.username} `.toLowerCase();
    const text = this.composer.el("textarea").value;
    return text.toLowerCase().startsWith(start) ? text.slice(start.length) : null;
  }

  // Whether an inline query is being typed; it is asked after a pause.
  isTyped() {
    clearTimeout(this.timer);
    const text = this.read();
    if (text === null) { this.query = null; return false; }
    this.timer = setTimeout(() => this.ask(text.trim()), PAUSE);
    return true;
  }

  async ask(text, offset = "") {
    if (!offset) this.shown = [];
    const done = await this.panel.do({ act: "asks_inline", text, offset, ...this.panel.place() });
    this.query = done?.inline_query || null;
    const early = this.early;
    this.early = null;
    if (early && early.query === this.query) this.offered(early);
  }

  offered(entry) {
    if (entry.user !== this.panel.person?.id) return;
    if (entry.query !== this.query) { this.early = entry; return; }
    if (this.read() === null) return;
    const { results, button, next_offset } = entry.view;
    this.shown.push(...results.map((result) => this.entry(entry.query, result)));
    const above = button ? [this.above(button)] : [];
    const more = next_offset ? [make("button", { type: "button", onclick: () => this.ask(entry.view.query, next_offset) }, "…")] : [];
    const none = this.shown.length || button ? [] : [make("span", { className: "none" }, words(this.panel.language).nothing)];
    this.composer.openPopup([...above, ...this.shown, ...more, ...none]);
  }

  above(button) {
    return make("button", { type: "button", className: "above", dir: "auto", onclick: () => {
      this.close();
      this.panel.do({ act: "starts", payload: button.start_parameter });
    } }, button.text);
  }

  entry(query, result) {
    return make("button", { type: "button", className: "offer", dir: "auto", onclick: () => this.pick(query, result) },
      make("b", { dir: "auto" }, result.title), make("small", { dir: "auto" }, result.description || ""));
  }

  async pick(query, result) {
    const reply_to = this.composer.target?.message.message_id;
    this.close();
    await this.panel.do({ act: "picks", query, result: result.id, reply_to, ...this.panel.place() });
    this.panel.toEnd();
  }

  close() {
    this.query = null;
    this.composer.closePopup();
    this.composer.forget();
    this.composer.fill("");
  }
}
