// One side of the desk: people to switch between, the chat they look at, its log. Writing is composer.js.

import { bubble, colour, nameOf, service } from "/page/bubbles.js";
import { Composer } from "/page/composer.js";
import { act, store } from "/page/server.js";
import { icon, make } from "/page/text.js";
import { day, isRtl, number, words } from "/page/words.js";

const LANGUAGES = { fa: "فارسی", en: "English", ar: "العربية" };

export class Panel {
  constructor(root, { people, chatOf, isGroup }) {
    Object.assign(this, { root, people, chatOf, isGroup, unread: new Map(), pending: new Map(), firstUnread: null, topic: null });
    root.append(document.getElementById("panel").content.cloneNode(true));
    this.el = (selector) => root.querySelector(selector);
    this.person = people()[0];
    this.hooks = {
      get username() { return store.bot.username; },
      start: (payload) => this.do({ act: "starts", payload }),
      say: (text) => this.do({ act: "says", text, ...this.place() }),
      copy: (text) => this.copy(text),
    };
    this.composer = new Composer(this);
    this.el(".block").addEventListener("click", () => this.do({ act: this.chat?.is_blocked ? "unblocks" : "blocks" }));
    this.el(".down").addEventListener("click", () => this.toEnd());
    this.el(".log").addEventListener("scroll", () => this.scrolled());
  }

  get language() { return this.person?.language_code || "en"; }
  get chatId() { return this.chatOf(this.person); }
  get chat() { return store.chats.get(this.chatId); }
  get isVisible() { return this.root.offsetParent !== null; }
  place() { return this.isGroup ? { chat: this.chatId, thread: this.topic && this.topic !== 1 ? this.topic : undefined } : {}; }

  async do(order) {
    try {
      return await act({ person: this.person.id, ...order });
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  choose(id) {
    this.person = this.people().find((user) => user.id === id) || this.people()[0];
    this.firstUnread = this.unread.get(this.chatId)?.first ?? null;
    this.composer.forget();
    this.seen();
    this.render();
    this.toEnd();
  }

  seen() {
    if (this.chatId !== undefined) this.unread.delete(this.chatId);
    this.renderPeople();
    document.dispatchEvent(new Event("unread"));
  }

  get unreadCount() { return [...this.unread.values()].reduce((sum, one) => sum + one.count, 0); }

  render() {
    if (!this.person) return;
    const say = words(this.language);
    this.el(".chat").dir = isRtl(this.language) ? "rtl" : "ltr";
    this.renderPeople();
    this.renderHead(say);
    this.renderTopics(say);
    this.renderLog();
    this.composer.render(say);
  }

  renderPeople() {
    this.el(".people").replaceChildren(...this.people().map((user) => {
      const chat = this.chatOf(user);
      const count = this.isGroup ? 0 : this.unread.get(chat)?.count || 0;
      return make("button", { type: "button", role: "tab", "aria-selected": user.id === this.person.id, "data-person": user.id, onclick: () => this.choose(user.id) },
        make("span", { className: `avatar ${colour(user.id)}` }, user.first_name.slice(0, 1)),
        make("span", { className: "text" }, make("span", { className: "name", dir: "auto" }, nameOf(user)), make("small", {}, LANGUAGES[user.language_code] || user.language_code || "")),
        count ? make("i", { className: "badge" }, number(count, user.language_code)) : null);
    }));
  }

  renderHead(say) {
    const names = store.profile.names || {};
    this.el(".title").textContent = this.isGroup ? this.chat?.title : names[this.language] || names[""] || store.bot.first_name;
    const face = this.el(".head .avatar");
    face.replaceChildren(this.isGroup ? (this.chat?.title || "?").slice(0, 1) : icon("chart"));
    face.className = this.isGroup ? "avatar c2" : "avatar";
    const status = this.el(".status");
    if (!status.classList.contains("typing")) {
      const count = this.chat?.members?.length || 0;
      status.textContent = this.isGroup ? `${number(count, this.language)} ${say.members}` : say.bot;
    }
    const block = this.el(".block");
    block.hidden = this.isGroup || !this.chat;
    block.setAttribute("aria-checked", Boolean(this.chat?.is_blocked));
    block.querySelector("span").textContent = this.chat?.is_blocked ? say.blocked : say.block;
  }

  renderTopics(say) {
    const bar = this.el(".topics");
    bar.hidden = !this.chat?.is_forum;
    if (bar.hidden) { this.topic = null; return; }
    const topics = (this.chat.topics || []).filter((topic) => topic.message_thread_id !== 1);
    const tabs = [[null, say.all], [1, "General"], ...topics.map((topic) => [topic.message_thread_id, `${topic.is_closed ? "🔒" : topic.icon || "#"} ${topic.name}`])];
    bar.replaceChildren(...tabs.map(([id, name]) => make("button", { type: "button", dir: "auto", "aria-pressed": this.topic === id, onclick: () => { this.topic = id; this.render(); this.toEnd(); } }, name)));
  }

  shown() {
    const all = [...(this.chat?.messages.values() || [])].filter((message) => !message.is_deleted).sort((a, b) => a.message_id - b.message_id);
    if (this.topic === null) return all;
    return all.filter((message) => (message.is_topic_message ? message.message_thread_id : 1) === this.topic);
  }

  renderLog(newId = null) {
    const log = this.el(".log");
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const kept = log.scrollTop;
    const nodes = [];
    const messages = this.shown();
    const key = (message) => `${message.sender_chat?.id || message.from?.id}`;
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const after = messages[index + 1];
      const date = day(message.date, this.language);
      if (!before || day(before.date, this.language) !== date) nodes.push(make("div", { className: "day" }, date));
      if (this.firstUnread === message.message_id) nodes.push(make("div", { className: "fresh" }, words(this.language).fresh));
      const note = service(message, this.language);
      const shape = { first: !before || key(before) !== key(message) || service(before), last: !after || key(after) !== key(message) || service(after), isNew: message.message_id === newId };
      nodes.push(note ? make("div", { className: "service", dir: "auto" }, note) : bubble(message, this, shape));
    });
    if (!messages.length && !this.isGroup) nodes.push(this.about());
    this.el(".list").replaceChildren(...nodes);
    if (atEnd) this.toEnd();
    else log.scrollTop = kept;
  }

  about() {
    const texts = store.profile.descriptions || {};
    const names = store.profile.names || {};
    return make("div", { className: "about", dir: "auto" }, make("span", { className: "avatar" }, icon("chart")),
      make("b", {}, names[this.language] || names[""] || store.bot.first_name), texts[this.language] || texts[""] || "");
  }

  toEnd() {
    const log = this.el(".log");
    log.scrollTop = log.scrollHeight;
    this.el(".down").hidden = true;
  }

  scrolled() {
    const log = this.el(".log");
    this.el(".down").hidden = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  }

  jump(id) {
    const node = this.el(`[data-id="${id}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1300);
  }

  // --- what comes from the emulator

  took(entry) {
    const isHere = entry.chat === this.chatId;
    const isForeign = entry.view.from?.id !== this.person.id;
    if (entry.isNew && isForeign && !(isHere && this.isVisible)) {
      const old = this.unread.get(entry.chat) || { count: 0, first: entry.message };
      this.unread.set(entry.chat, { count: old.count + 1, first: old.first });
      this.renderPeople();
      document.dispatchEvent(new Event("unread"));
    }
    if (!isHere) return;
    if (entry.view.is_from_bot) this.typing(false);
    this.renderLog(entry.isNew ? entry.message : null);
    this.composer.render(words(this.language));
  }

  answered(entry) {
    for (const [key, query] of this.pending) if (query === entry.query) this.pending.delete(key);
    if (entry.chat === this.chatId) this.renderLog();
    if (entry.user !== this.person.id || !entry.text) return;
    if (!entry.show_alert) { this.toast(entry.text); return; }
    const box = document.getElementById("alert");
    box.querySelector("p").textContent = entry.text;
    box.showModal();
  }

  typing(isOn) {
    const status = this.el(".status");
    clearTimeout(this.typingTimer);
    status.classList.toggle("typing", isOn);
    if (isOn) {
      status.textContent = words(this.language).typing;
      this.typingTimer = setTimeout(() => this.typing(false), 5000);
    } else this.renderHead(words(this.language));
  }

  // --- what the person does with a message

  async press(message, button) {
    if (button.copy_text) { this.copy(button.copy_text.text); return; }
    if (button.switch_inline_query_current_chat !== undefined) { this.composer.fill(`@${store.bot.username} ${button.switch_inline_query_current_chat}`); this.composer.suggest(); return; }
    const key = `${message.message_id}:${button.callback_data}`;
    this.pending.set(key, "asked");
    this.renderLog();
    const done = await this.do({ act: "presses", message: message.message_id, button, chat: this.isGroup ? this.chatId : undefined });
    if (!done) this.pending.delete(key);
    else if (this.pending.has(key)) this.pending.set(key, done.query);
    setTimeout(() => { if (this.pending.delete(key)) this.renderLog(); }, 20000);
    if (!done) this.renderLog();
  }

  react(message, emoji) { this.do({ act: "reacts", message: message.message_id, emoji, ...this.place() }); }
  replyTo(message) { this.composer.reply(message); }
  startEdit(message) { this.composer.edit(message); }

  look(source) {
    const box = document.getElementById("picture");
    box.querySelector("img").src = source;
    box.showModal();
  }

  copy(text) {
    navigator.clipboard?.writeText(text).then(() => this.toast(words(this.language).copied), () => {});
  }

  toast(text) {
    const node = this.el(".toast");
    node.textContent = text;
    node.dir = "auto";
    node.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { node.hidden = true; }, 3500);
  }
}
