// Fleets.
const form = find("fleet-form");
/** @type {File[]} */
let exports = [];
let page = "";

const list = () => {
  find("fleet-list").replaceChildren(...exports.map((file, index) => {
    const item = element("li", `${file.name} (${size(file.size)}) `);
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
    policy: form.elements.own_policy.checked ? find("policy-json").value : policy ? await policy.text() : "",
    day: value("day"),
    group: value("group"),
    now: now(),
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
  find("fleet-progress").value = 0;
  try {
    const asking = await request();
    if (!judge) await start();
    judge.onprogress = (read) => {
      // ZIP files are read from their end as well, so more may be read than there is.
      find("fleet-progress").value = Math.min(read / total, 1);
      find("fleet-status").textContent = word("reading", size(Math.min(read, total)), size(total));
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
    complain("fleet-problems", problem);
    const named = problem.refusal?.field;
    form.querySelector(`[name="${named}"], [data-field="${named}"]`)?.setAttribute("aria-invalid", "true");
  } finally {
    busy(false);
  }
});

find("fleet-cancel").addEventListener("click", () => {
  stop();
  busy(false);
  find("fleet-status").textContent = word("cancelled");
});

const NAMES = { page: "appvagt.html", csv: "appvagt.csv", json: "appvagt.json" };
for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", async () => {
    try {
      save((await ask(button.dataset.save, {})).file, NAMES[button.dataset.save]);
    } catch (problem) {
      complain("fleet-problems", problem);
    }
  });
}
