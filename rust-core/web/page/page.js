"use strict";
// What the page does itself: it hands files and fields to the judge, and shows what the judge says.
(() => {
  const LANGUAGES = ["en", "da", "fi", "sv"];
  const find = (id) => /** @type {any} */ (document.getElementById(id));
  const words = JSON.parse(find("words").textContent);
  let language = LANGUAGES.find((code) => navigator.languages.some((tag) => tag.startsWith(code))) ?? "en";

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
  const bytes = Uint8Array.from(atob(find("module").textContent), (letter) => letter.charCodeAt(0));
  const compiled = WebAssembly.compile(bytes);
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

  const kilo = (count) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(count / 1e6);

  // Fleet.
  const form = find("fleet-form");
  /** @type {File[]} */
  let exports = [];
  let page = "";

  const list = () => {
    find("fleet-list").replaceChildren(...exports.map((file, index) => {
      const item = element("li", `${file.name} (${word("megabytes", kilo(file.size))}) `);
      const remove = element("button", word("remove"));
      remove.type = "button";
      remove.setAttribute("aria-label", word("remove_file", file.name));
      remove.addEventListener("click", () => { exports.splice(index, 1); list(); });
      item.append(remove);
      return item;
    }));
  };

  const take = (files) => {
    exports.push(...files);
    list();
  };

  find("fleet-files").addEventListener("change", ({ target }) => {
    take(target.files);
    target.value = "";
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files ?? []);
  });

  const given = (file) => ({
    name: file.name,
    length: file.size,
    modified: Math.max(0, Math.floor(file.lastModified / 1000)),
  });

  /** Returns what the judge is to be asked, as the form has it. */
  const request = async () => {
    const [policy] = find("fleet-policy").files;
    const [earlier] = find("fleet-earlier").files;
    const named = Object.fromEntries(Array.from(form.querySelectorAll("[data-field]"), (field) => [field.dataset.field, field.value]));
    const value = (name) => form.elements[name].value;
    const request = {
      files: exports.map(given),
      earlier: earlier ? given(earlier) : null,
      policy: policy ? await policy.text() : "",
      day: value("day"),
      group: value("group"),
      now: Math.floor(Date.now() / 1000),
      format: value("format"),
      fields: named,
      names: form.elements.names.checked,
      company_owned: form.elements.company_owned.checked,
      stale_days: Number(value("stale_days")),
      language,
      made_by: value("made_by"),
      keep_days: Number(value("keep_days")),
    };
    return { request: JSON.stringify(request), files: earlier ? [...exports, earlier] : exports };
  };

  /** Shows what is wrong: a refusal of the judge's, or that it broke down. */
  const complain = ({ refusal, breakdown }) => {
    const lines = [];
    if (breakdown) lines.push(word("breakdown", breakdown));
    if (refusal?.message) lines.push(refusal.message);
    for (const { path, found, allowed } of refusal?.mistakes ?? []) {
      lines.push([path, found, allowed].filter(Boolean).join(" · "));
    }
    find("fleet-problems").replaceChildren(element("p", word("refused")), ...lines.map((line) => element("p", line)));
    const field = form.querySelector(`[name="${refusal?.field}"], [data-field="${refusal?.field}"]`);
    field?.setAttribute("aria-invalid", "true");
  };

  const busy = (is) => {
    find("fleet-cancel").hidden = !is;
    find("fleet-progress").hidden = !is;
    form.querySelector("[type=submit]").disabled = is;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    find("fleet-problems").replaceChildren();
    find("fleet-result").hidden = true;
    if (!exports.length) {
      find("fleet-status").textContent = word("no_files");
      return;
    }
    const total = exports.reduce((sum, file) => sum + file.size, 0);
    busy(true);
    try {
      const asking = await request();
      if (!judge) await start();
      judge.onprogress = (read) => {
        // ZIP files are read from their end as well, so more may be read than there is.
        find("fleet-progress").value = Math.min(read / total, 1);
        find("fleet-status").textContent = word("reading", kilo(Math.min(read, total)), kilo(total));
      };
      const answer = await ask("fleet", asking);
      find("fleet-status").textContent = word("done");
      find("fleet-problems").replaceChildren(...answer.unread.split("\n").filter(Boolean).map((line) => element("p", line)));
      URL.revokeObjectURL(page);
      page = URL.createObjectURL(answer.page);
      find("fleet-page").src = page;
      find("fleet-page").title = word("result");
      find("fleet-result").hidden = false;
    } catch (problem) {
      find("fleet-status").textContent = "";
      complain(problem);
    } finally {
      busy(false);
    }
  });

  find("fleet-cancel").addEventListener("click", () => {
    stop();
    busy(false);
    find("fleet-status").textContent = word("cancelled");
  });

  /** Hands a file to the reader, who decides where to keep it. */
  const save = (file, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const NAMES = { page: "appvagt.html", csv: "appvagt.csv", json: "appvagt.json" };
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      try {
        save((await ask(button.dataset.save, {})).file, NAMES[button.dataset.save]);
      } catch (problem) {
        complain(problem);
      }
    });
  }

  find("language").addEventListener("change", ({ target }) => {
    language = target.value;
    speak();
    list();
  });
  speak();
  start().then(({ about }) => {
    find("version").textContent = word("version", about.version);
    find("fleet-format").append(...about.formats.map((name) => element("option", name)));
    find("unusable").remove();
    document.querySelector("main").hidden = false;
  }, (problem) => {
    find("unusable").append(` (${problem.breakdown ?? problem})`);
  });
})();
