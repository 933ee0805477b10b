"use strict";
// What the page does itself: it hands files and fields to the judge, and shows what the judge says.
const LANGUAGES = ["en", "da", "de", "fi", "nb", "sv"];
const find = (id) => /** @type {any} */ (document.getElementById(id));
const words = JSON.parse(find("words").textContent);
const preferred = navigator.languages.map((tag) => tag.split("-")[0].replace("no", "nb"));
let language = preferred.find((code) => LANGUAGES.includes(code)) ?? "en";

/** Returns a text in the reader's language, with these in place of {0}, {1} and so on. */
const word = (key, ...places) => words[key][LANGUAGES.indexOf(language)]
  .replace(/\{(\d)\}/g, (_, place) => places[Number(place)]);

const speak = () => {
  document.documentElement.lang = language;
  find("language").value = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
};

/** Returns an element that holds a text. */
const element = (tag, text) => {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
};

// The judge, in a worker.
const packed = Uint8Array.from(atob(find("module").textContent), (letter) => letter.charCodeAt(0));

/** Returns the judge, compiled. */
const unpacked = async () => {
  const code = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(code).arrayBuffer());
};
const compiled = unpacked();
const source = URL.createObjectURL(new Blob([find("worker").textContent], { type: "text/javascript" }));
/** @type {{ worker: Worker, waiting: Map<number, { resolve: Function, reject: Function }>, onprogress: Function } | undefined} */
let judge;
let asked = 0;

/** Starts the judge, and returns what it says about itself. */
const start = async () => {
  const worker = new Worker(source);
  const started = { worker, waiting: new Map(), onprogress: () => {} };
  worker.onmessage = ({ data }) => {
    if (data.bytes_read !== undefined) {
      started.onprogress(data.bytes_read);
      return;
    }
    const { resolve, reject } = started.waiting.get(data.id);
    started.waiting.delete(data.id);
    if (data.answer) resolve(data.answer);
    else reject(data);
    if (data.breakdown) stop();
  };
  worker.onerror = (event) => {
    const waiting = [...started.waiting.values()];
    stop();
    for (const { reject } of waiting) reject({ breakdown: event.message });
  };
  judge = started;
  return ask("start", { module: await compiled });
};

/** Stops the judge, whatever it is at. */
const stop = () => {
  judge?.worker.terminate();
  judge = undefined;
};

/** Asks the judge, and returns its answer; throws its refusal. */
const ask = async (what, data) => {
  if (!judge) await start();
  const { worker, waiting } = judge;
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ask: what, ...data });
  });
};

/** Returns a number of bytes for people. */
const size = (bytes) => {
  const [unit, one] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / one);
};

/** Returns the seconds since 1970. */
const now = () => Math.floor(Date.now() / 1000);

/** Returns what is wrong, and what is allowed in its place. */
const mistake = ({ found, allowed: may }) => (may ? `${found}; ${word("allowed")}: ${may}` : found);

/** Shows what is wrong: a refusal of the judge's, or that it broke down. */
const complain = (where, { refusal, breakdown }) => {
  const lines = [];
  if (breakdown) lines.push(word("breakdown", breakdown));
  if (refusal?.message) lines.push(refusal.message);
  for (const wrong of refusal?.mistakes ?? []) {
    lines.push([wrong.path, mistake(wrong)].filter(Boolean).join(": "));
  }
  const said = refusal ? [element("p", word("refused"))] : [];
  find(where).replaceChildren(...said, ...lines.map((line) => element("p", line)));
};

/** Hands a file to the reader, who decides where to keep it. */
const save = (file, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
