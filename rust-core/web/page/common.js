"use strict";
// What the page does itself: it hands files and fields to the judge, and shows what the judge says.
/**
 * The file of the page, to the byte: what was read of it so far, and how it ends. This holds because
 * page.html is written as browsers write pages.
 */
const opened = `<!doctype html>\n${document.documentElement.outerHTML.replace(/<\/body><\/html>$/, "\n</body>\n</html>\n")}`;
const LANGUAGES = ["en", "da", "de", "fi", "nb", "sv"];
const find = (id) => /** @type {any} */ (document.getElementById(id));
const every = (selector) => /** @type {NodeListOf<any>} */ (document.querySelectorAll(selector));
const words = { ...JSON.parse(find("words").textContent), ...JSON.parse(find("sentences").textContent) };
const preferred = navigator.languages.map((tag) => tag.split("-")[0].replace("no", "nb"));
let language = preferred.find((code) => LANGUAGES.includes(code)) ?? "en";

/** Returns a text in the reader's language, with what it is about in place of each {name}. */
const filled = (key, about) => words[key][LANGUAGES.indexOf(language)].replace(/\{(\w+)\}/g, (_, name) => told(about[name]));

/** Returns a text in the reader's language, with these in place of {0}, {1} and so on. */
const word = (key, ...places) => filled(key, places);

/** Returns what stands in a text: a sentence of the judge's is in the reader's language as well. */
const told = (what) => what?.say ? filled(what.say, what) : what;

const speak = () => {
  document.documentElement.lang = language;
  find("language").value = language;
  for (const element of every("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
};

/** Returns an element that holds a text. */
const element = (tag, text) => {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
};

/** Returns an element that holds what the judge says, which is in English. */
const english = (tag, text) => {
  const made = element(tag, text);
  made.lang = "en";
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
/** @typedef {{ worker: Worker, waiting: Map<number, { resolve: Function, reject: Function }>, onprogress: (read: number) => void }} Judge */
/** @type {Judge | undefined} */
let judge;
let asked = 0;

/** Starts the judge, and returns what it says about itself. */
const start = async () => {
  const worker = new Worker(source);
  /** @type {Judge} */
  const started = { worker, waiting: new Map(), onprogress: () => {} };
  worker.onmessage = ({ data }) => {
    if (data.bytes_read !== undefined) {
      started.onprogress(data.bytes_read);
      return;
    }
    const { resolve, reject } = /** @type {any} */ (started.waiting.get(data.id));
    started.waiting.delete(data.id);
    if (data.answer) resolve(data.answer);
    else reject(data);
    if (data.breakdown) stopJudge();
  };
  worker.onerror = (event) => {
    const waiting = [...started.waiting.values()];
    stopJudge();
    for (const { reject } of waiting) reject({ breakdown: event.message });
  };
  judge = started;
  return ask("start", { module: await compiled, opened });
};

/** Stops the judge, whatever it is at. */
const stopJudge = () => {
  judge?.worker.terminate();
  judge = undefined;
};

/** Asks the judge, and returns its answer; throws its refusal. */
const ask = async (what, data) => {
  if (!judge) await start();
  const { worker, waiting } = /** @type {Judge} */ (judge);
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

/** Returns the files that a view is given, with a list of them that has a button to remove each. */
const fileList = (view, changed = () => {}) => {
  /** @type {File[]} */
  const files = [];
  const list = () => {
    find(`${view}-list`).replaceChildren(...files.map((file, index) => {
      const item = document.createElement("li");
      const remove = element("button", word("remove"));
      remove.type = "button";
      remove.setAttribute("aria-label", word("remove_file", file.name));
      remove.addEventListener("click", () => { files.splice(index, 1); list(); changed(); });
      // A name keeps its direction to itself.
      item.append(element("bdi", file.name), ` (${size(file.size)}) `, remove);
      return item;
    }));
  };
  const take = (more) => {
    files.push(...more);
    list();
    changed();
  };
  find(`${view}-files`).addEventListener("change", ({ target }) => {
    take(target.files);
    target.value = "";
  });
  return { files, list, take };
};

/** Returns what the judge is to know of a file. */
const given = (file) => ({
  name: file.name,
  length: file.size,
  modified: Math.max(0, Math.floor(file.lastModified / 1000)),
});

/** Returns by what is judged, as the form of a view has it. */
const judgedBy = async (view) => {
  const { elements } = find(`${view}-form`);
  const [policy] = find(`${view}-policy`).files;
  return {
    policy: elements.own_policy.checked ? find("policy-json").value : policy ? await policy.text() : "",
    day: elements.day.value,
    group: elements.group.value,
    now: now(),
  };
};

/** Shows whether the judge is at work for a view. */
const busy = (view, is) => {
  find(`${view}-cancel`).hidden = !is;
  find(`${view}-progress`).hidden = !is;
  if (is) find(`${view}-progress`).value = 0;
  find(`${view}-form`).querySelector("[type=submit]").disabled = is;
};

/** Asks the judge to look at files for a view, with progress; returns its answer, if it gives one. */
const lookAt = async (view, files, asking) => {
  const form = find(`${view}-form`);
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  find(`${view}-problems`).replaceChildren();
  find(`${view}-result`).hidden = true;
  if (!files.length) {
    find(`${view}-status`).textContent = word("no_files");
    return undefined;
  }
  const total = files.reduce((sum, file) => sum + file.size, 0);
  busy(view, true);
  try {
    const request = await asking();
    if (!judge) await start();
    /** @type {Judge} */ (judge).onprogress = (read) => {
      // ZIP files are read from their end as well, so more may be read than there is.
      find(`${view}-progress`).value = Math.min(read / total, 1);
      find(`${view}-status`).textContent = word("reading", size(Math.min(read, total)), size(total));
    };
    const answer = await ask(view, request);
    find(`${view}-status`).textContent = word("done");
    return answer;
  } catch (problem) {
    find(`${view}-status`).textContent = "";
    complain(`${view}-problems`, problem);
    const named = problem.refusal?.field;
    form.querySelector(`[name="${named}"], [data-field="${named}"]`)?.setAttribute("aria-invalid", "true");
    return undefined;
  } finally {
    if (judge) judge.onprogress = () => {};
    busy(view, false);
  }
};

/** Has the button of a view that stops the judge do that. */
const cancelBy = (view) => find(`${view}-cancel`).addEventListener("click", () => {
  stopJudge();
  busy(view, false);
  find(`${view}-status`).textContent = word("cancelled");
});

/** Returns the seconds since 1970. */
const now = () => Math.floor(Date.now() / 1000);

/** Returns what is wrong, and what is allowed in its place. */
const mistake = ({ found, allowed: may }) => (may ? `${told(found)}; ${word("allowed")}: ${told(may)}` : told(found));

/** Shows what is wrong: a refusal of the judge's, or that it broke down. */
const complain = (where, { refusal, breakdown }) => {
  const lines = [];
  if (refusal) lines.push(element("p", word("refused")));
  if (breakdown) lines.push(element("p", word("breakdown", breakdown)));
  if (refusal?.reason) lines.push(element("p", told(refusal.reason)));
  for (const wrong of refusal?.mistakes ?? []) {
    lines.push(element("p", [wrong.path, mistake(wrong)].filter(Boolean).join(": ")));
  }
  find(where).replaceChildren(...lines);
};

/** Hands a file to the reader, who decides where to keep it. */
const save = (file, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
