// The line to the emulator: one snapshot, then changes as they come; acts of people go back.

export const store = { users: new Map(), chats: new Map(), bot: {}, profile: {}, staff: 0, faults: [] };

const listeners = new Map();
export const on = (kind, act) => listeners.set(kind, [...(listeners.get(kind) || []), act]);
const tell = (kind, value) => (listeners.get(kind) || []).forEach((act) => act(value));

function keepChat(view) {
  const old = store.chats.get(view.id);
  const messages = view.messages ? new Map(view.messages.map((m) => [m.message_id, m])) : old?.messages || new Map();
  store.chats.set(view.id, { ...view, messages });
}

async function load() {
  const snapshot = await (await fetch("/emulator/snapshot")).json();
  Object.assign(store, { bot: snapshot.bot, profile: snapshot.profile, staff: snapshot.staff_chat_id, faults: snapshot.faults });
  store.users = new Map(snapshot.users.map((user) => [user.id, user]));
  store.chats.clear();
  snapshot.chats.forEach(keepChat);
  return snapshot.seq;
}

function take(entry) {
  if (entry.kind === "message") {
    if (!store.chats.has(entry.chat)) keepChat({ id: entry.chat, type: "private", members: [], commands: {} });
    const { messages } = store.chats.get(entry.chat);
    entry.isNew = !messages.has(entry.message) && !entry.view.is_deleted;
    if (entry.view.is_deleted) messages.delete(entry.message);
    else messages.set(entry.message, entry.view);
  } else if (entry.kind === "chat") {
    keepChat(entry.view);
    if (entry.view.migrated_to && store.staff === entry.chat) store.staff = entry.view.migrated_to;
  } else if (entry.kind === "profile") {
    store.profile = entry.view;
    for (const [id, commands] of Object.entries(entry.commands)) {
      const chat = store.chats.get(Number(id));
      if (chat) chat.commands = commands;
    }
  }
  tell(entry.kind, entry);
}

export async function connect() {
  let seq;
  try {
    seq = await load();
  } catch {
    tell("live", false);
    setTimeout(connect, 1000);
    return;
  }
  tell("all");
  const source = new EventSource(`/emulator/events?since=${seq}`);
  source.onopen = () => tell("live", true);
  source.onmessage = (event) => {
    const entry = JSON.parse(event.data);
    if (entry.kind !== "reset") return take(entry);
    source.close();
    return connect();
  };
  source.onerror = () => { source.close(); tell("live", false); setTimeout(connect, 800); };
}

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

export const act = async (order) =>
  answerOf(await fetch("/emulator/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) }));

export async function sendFiles(order, files) {
  const form = new FormData();
  form.append("act", JSON.stringify({ act: "sends", ...order }));
  for (const file of files) form.append("file", file, file.name);
  return answerOf(await fetch("/emulator/act", { method: "POST", body: form }));
}

export const fileUrl = (id) => `/emulator/files/${encodeURIComponent(id)}`;

export async function setFault(method, order) {
  const options = { method };
  if (order) Object.assign(options, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) });
  await answerOf(await fetch("/emulator/faults", options));
  store.faults = await answerOf(await fetch("/emulator/faults"));
}

export const mischief = async (order) =>
  answerOf(await fetch("/emulator/updates", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) }));
