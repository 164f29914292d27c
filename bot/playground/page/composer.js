// Writing: text, replies, edits, files, the commands menu, the reply keyboard.

import { author, summary } from "/page/bubbles.js";
import { InlineTyping } from "/page/inline.js";
import { sendFiles } from "/page/server.js";
import { make } from "/page/text.js";
import { words } from "/page/words.js";

const ACCEPTED = { photo: "image/*", voice: "audio/*", document: "" };

export class Composer {
  constructor(panel) {
    this.panel = panel;
    this.el = panel.el;
    this.target = null; // { kind: "reply" | "edit", message }
    this.keysHidden = false;
    this.inline = new InlineTyping(this);
    const input = this.el("textarea");
    this.el("form.composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("input", () => { this.grow(); this.suggest(); });
    this.el(".menu").addEventListener("click", () => this.togglePopup(this.commandButtons()));
    this.el(".attach").addEventListener("click", () => this.togglePopup(this.attachButtons()));
    this.el(".toggle").addEventListener("click", () => { this.keysHidden = !this.keysHidden; this.renderKeyboard(); });
    this.el(".context button").addEventListener("click", () => this.forget());
    this.el(".start").addEventListener("click", () => this.panel.do({ act: "starts" }));
    this.el("input[type=file]").addEventListener("change", (event) => this.upload(event.target));
    this.el(".popup").addEventListener("keydown", (event) => this.walk(event));
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest(".popup, .menu, .attach") || !panel.root.contains(event.target)) this.closePopup();
    });
  }

  render(say) {
    const { chat, isGroup } = this.panel;
    const isEmpty = !isGroup && !(chat && chat.messages.size);
    const isClosed = isEmpty || Boolean(chat?.is_blocked);
    this.el(".start").hidden = !isClosed;
    this.el(".start").textContent = chat?.is_blocked ? say.restart : say.start;
    this.el("form.composer").hidden = isClosed;
    const input = this.el("textarea");
    input.placeholder = say.placeholder;
    input.setAttribute("aria-label", say.placeholder);
    for (const [selector, label] of [[".attach", say.attach], [".send", say.send], [".toggle", say.keys], [".menu", say.menu]]) {
      this.el(selector).setAttribute("aria-label", label);
      this.el(selector).title = label;
    }
    this.el(".menu span").textContent = isGroup ? "" : say.menu;
    this.el(".menu").hidden = !this.commands().length;
    this.renderContext(say);
    this.renderKeyboard(isClosed);
  }

  renderContext(say) {
    const bar = this.el(".context");
    bar.hidden = !this.target;
    if (!this.target) return;
    const { kind, message } = this.target;
    bar.querySelector("b").textContent = kind === "edit" ? say.edit : author(message, this.panel.language);
    bar.querySelector("span").textContent = summary(message, this.panel.language);
  }

  renderKeyboard(isClosed = false) {
    const keyboard = this.panel.chat?.keyboard;
    const rows = keyboard?.keyboard || [];
    const box = this.el(".keyboard");
    this.el(".toggle").hidden = !rows.length;
    box.hidden = isClosed || !rows.length || this.keysHidden;
    if (keyboard?.input_field_placeholder) this.el("textarea").placeholder = keyboard.input_field_placeholder;
    const drawn = JSON.stringify(rows);
    if (box.dataset.rows === drawn) return;
    box.dataset.rows = drawn;
    box.replaceChildren(...rows.map((row) => make("div", {}, ...row.map((key) => make("button", { type: "button", dir: "auto", onclick: () => this.tap(key) }, key.text)))));
    this.panel.toEnd();
  }

  tap(key) {
    if (key.request_contact && !window.confirm(words(this.panel.language).share)) return;
    this.panel.do({ act: "taps", label: key.text, ...this.panel.place() });
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") { this.closePopup(); this.forget(); }
    if (event.key === "ArrowUp" && !this.el("textarea").value) this.editLast(event);
    if (event.key === "ArrowUp" && !this.el(".popup").hidden) { event.preventDefault(); [...this.el(".popup").children].at(-1)?.focus(); }
  }

  editLast(event) {
    const last = this.panel.shown().filter((message) => message.from?.id === this.panel.person.id && message.text).at(-1);
    if (last && this.el(".popup").hidden) { event.preventDefault(); this.edit(last); }
  }

  walk(event) {
    const near = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (near) { event.preventDefault(); document.activeElement[near]?.focus(); }
    if (event.key === "Escape") { this.closePopup(); this.el("textarea").focus(); }
  }

  grow() {
    const input = this.el("textarea");
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 130)}px`;
  }

  fill(text) {
    const input = this.el("textarea");
    input.value = text;
    this.grow();
    input.focus();
  }

  async send() {
    const input = this.el("textarea");
    const text = input.value.trim();
    if (!text) return;
    const { target } = this;
    this.closePopup();
    this.forget();
    this.fill("");
    const where = this.panel.place();
    if (target?.kind === "edit") await this.panel.do({ act: "edits", message: target.message.message_id, text, ...where });
    else await this.panel.do({ act: "says", text, reply_to: target?.message.message_id, ...where });
    this.panel.toEnd();
  }

  reply(message) {
    this.target = { kind: "reply", message };
    this.renderContext(words(this.panel.language));
    this.el("textarea").focus();
  }

  edit(message) {
    this.target = { kind: "edit", message };
    this.renderContext(words(this.panel.language));
    this.fill(message.text || message.caption || "");
  }

  forget() {
    if (this.target?.kind === "edit") this.fill("");
    this.target = null;
    this.renderContext(words(this.panel.language));
  }

  // --- menus over the composer

  commands() { return this.panel.chat?.commands?.[this.panel.person?.id] || []; }

  commandButtons(prefix = "") {
    return this.commands().filter((one) => one.command.startsWith(prefix)).map((one) => make("button", { type: "button", onclick: () => this.choose(`/${one.command}`) },
      make("code", {}, `/${one.command}`), make("span", { dir: "auto" }, one.description)));
  }

  choose(command) {
    this.closePopup();
    this.fill("");
    this.panel.do({ act: "says", text: command, ...this.panel.place() });
  }

  attachButtons() {
    const say = words(this.panel.language);
    const entry = (kind, mark, run) => make("button", { type: "button", "data-kind": kind, onclick: () => { this.closePopup(); run(); } }, make("span", {}, mark), make("span", {}, say[kind]));
    const files = [["photo", "🖼"], ["document", "📄"], ["voice", "🎙"]].map(([kind, mark]) => entry(kind, mark, () => this.pick(kind)));
    return [...files,
      entry("location", "📍", () => this.panel.do({ act: "shares_location", latitude: 35.6892, longitude: 51.389, ...this.panel.place() })),
      this.panel.isGroup ? null : entry("contact", "☎", () => this.panel.do({ act: "shares_contact" }))].filter(Boolean);
  }

  pick(kind) {
    const input = this.el("input[type=file]");
    input.dataset.kind = kind;
    input.accept = ACCEPTED[kind];
    input.click();
  }

  async upload(input) {
    const files = [...input.files];
    input.value = "";
    if (!files.length) return;
    const caption = this.el("textarea").value.trim();
    const reply_to = this.target?.message.message_id;
    this.forget();
    this.fill("");
    try {
      const order = { person: this.panel.person.id, kind: input.dataset.kind || "document", caption, reply_to, ...this.panel.place() };
      await sendFiles(order, files);
    } catch (error) { this.panel.toast(error.message); }
  }

  suggest() {
    if (this.inline.isTyped()) return;
    const found = /^\/([a-z0-9_]*)$/.exec(this.el("textarea").value);
    const buttons = found ? this.commandButtons(found[1]) : [];
    if (buttons.length) this.openPopup(buttons);
    else this.closePopup();
  }

  togglePopup(buttons) {
    if (this.el(".popup").hidden) { this.openPopup(buttons); this.el(".popup button")?.focus(); } else this.closePopup();
  }

  openPopup(buttons) {
    const popup = this.el(".popup");
    popup.replaceChildren(...buttons);
    popup.style.bottom = `${this.el(".foot").offsetHeight + 8}px`;
    popup.hidden = false;
  }

  closePopup() { this.el(".popup").hidden = true; }
}

