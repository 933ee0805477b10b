// Fields of files that are not recognised, chosen from a sample of the file.
const ROLES = Array.from(find("fleet-form").querySelectorAll("[data-field]"));
const roleName = (field) => find("fleet-form").querySelector(`label[for="${field.id}"]`).textContent;

const tableRow = (cells, tag) => {
  const row = document.createElement("tr");
  row.append(...cells.map((cell) => typeof cell === "string" ? element(tag, cell) : cell));
  return row;
};

/** Returns a cell with a choice of what a column is. */
const drawRole = (path) => {
  const chosen = ROLES.find((field) => field.value === path);
  const choose = select([["", ""], ...ROLES.map((field) => [field.dataset.field, roleName(field)])], chosen?.dataset.field ?? "", (role) => {
    for (const field of ROLES) if (field.value === path) field.value = "";
    const field = ROLES.find(({ dataset }) => dataset.field === role);
    if (field) field.value = path;
    takeSample();
  });
  choose.setAttribute("aria-label", word("sample_is", path));
  choose.dataset.path = path;
  const cell = document.createElement("td");
  cell.append(choose);
  return cell;
};

/** Shows what was understood of the first apps. */
const drawUnderstood = ({ apps, not_understood, problems }) => {
  const words = {
    installed: word("is_installed"), absent: word("is_absent"), unclear: word("is_unclear"),
    android: "Android", apple: "iOS, iPadOS", other: word("is_other"), unknown: "",
    company: word("is_company"), person: word("is_person"), unsaid: "",
  };
  const value = (app, key) => ["state", "platform", "owner"].includes(key) ? words[app[key]] : app[key] ?? "";
  // What the form does not name may be known all the same.
  const shown = ROLES.filter(({ dataset }) => apps.some((app) => value(app, dataset.field)));
  find("sample-apps").replaceChildren(
    tableRow(shown.map(roleName), "th"),
    ...apps.map((app) => tableRow(shown.map(({ dataset }) => value(app, dataset.field)), "td")),
  );
  find("sample-understood").hidden = !apps.length;
  const odd = not_understood.length ? [word("sample_words", not_understood.join(", "))] : [];
  find("sample-problems").replaceChildren(...[...odd, ...problems.map(told)].map((line) => element("p", line)));
};

let samples = 0;

/** Returns what a file begins with, by the fields that are named. */
const sampleOf = async (file) => {
  const request = JSON.stringify({
    length: file.size,
    format: find("fleet-format").value,
    fields: Object.fromEntries(ROLES.map((field) => [field.dataset.field, field.value])),
    names: find("fleet-form").elements.names.checked,
  });
  return JSON.parse((await ask("sample", { request, files: [file] })).text);
};

/** Shows a sample of the file that is chosen. */
const takeSample = async () => {
  const file = exports.files[Number(find("sample-file").value)];
  samples += 1;
  const mine = samples;
  if (!file) {
    for (const id of ["sample-fields", "sample-apps", "sample-problems"]) find(id).replaceChildren();
    find("sample-status").textContent = "";
    find("sample-understood").hidden = true;
    return;
  }
  try {
    const sample = await sampleOf(file);
    // Another file may have been chosen meanwhile.
    if (mine !== samples) return;
    find("sample-status").textContent = sample.format ? word("sample_recognised", sample.format) : word("sample_unrecognised");
    find("sample-fields").replaceChildren(...sample.fields.length
      ? [
        tableRow([word("sample_column"), word("sample_values"), word("sample_role")], "th"),
        ...sample.fields.map(({ path, values }) => tableRow([path, values.join(" · "), drawRole(path)], "td")),
      ]
      : []);
    drawUnderstood(sample);
  } catch (problem) {
    find("sample-status").textContent = "";
    complain("sample-problems", problem);
  }
};

/** Offers the files for a sample, after there are others; one that is not recognised is shown at once. */
const offerSamples = async () => {
  const before = find("sample-file").value;
  find("sample-file").replaceChildren(...exports.files.map(({ name }, index) => {
    const option = element("option", name);
    option.value = String(index);
    return option;
  }));
  if (exports.files[Number(before)] && before) find("sample-file").value = before;
  if (!find("fleet-other").open) {
    for (const [index, file] of exports.files.entries()) {
      try {
        if ((await sampleOf(file)).format || find("fleet-format").value) continue;
      } catch {
        // The judge will report it.
        continue;
      }
      find("sample-file").value = String(index);
      find("fleet-other").open = true;
      break;
    }
  }
  if (find("fleet-other").open) await takeSample();
};
find("sample-file").addEventListener("change", () => takeSample());
find("fleet-format").addEventListener("change", () => takeSample());
find("fleet-other").addEventListener("toggle", () => takeSample());
for (const field of ROLES) field.addEventListener("change", () => takeSample());
