// Policies. What a policy may say is in the schema; what is wrong with one, the judge says. The text
// is the policy; the fields show it and write it anew.
const schema = JSON.parse(find("schema").textContent);
const FIRST = ["organisation", "banned", "exemptions", "notice", "contact", "deadline", "enforcement", "report", "check_every_minutes", "profiles"];
const STORED = "appvagt.policy";
const STORED_EXPORT = "appvagt.export";

/** Keeps a text in the browser; nothing in place of it forgets it. Some browsers keep nothing for files. */
const keep = (key, text) => {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // What is typed is there until the page is closed.
  }
};

/** Returns what was kept. */
const kept = (key) => {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
};

const NOTHING = `${JSON.stringify({ schema: schema.properties.schema.const }, null, 2)}\n`;
let policy = {};
/** Where mistakes in each place of the policy are shown. */
let places = new Map();
let families = [];

/** Returns a part of the schema without references. */
const resolved = (part) => part.$ref ? { ...schema.$defs[part.$ref.split("/").pop()], ...part, $ref: undefined } : part;

/** Returns a path as the judge writes it. */
const written = (path) => path.reduce((text, step) => typeof step === "number" ? `${text}[${step}]` : text ? `${text}.${step}` : step, "");

const isObject = (value) => value !== null && typeof value === "object";

const valueAt = (path) => path.reduce((value, step) => value?.[step], policy);

/** Sets a value of the policy, or takes it out, with what is empty then. */
const setAt = (path, value) => {
  let parent = policy;
  path.slice(0, -1).forEach((step, index) => {
    if (!isObject(parent[step])) parent[step] = typeof path[index + 1] === "number" ? [] : {};
    parent = parent[step];
  });
  const key = path[path.length - 1];
  if (value !== undefined) {
    parent[key] = value;
  } else if (Array.isArray(parent)) {
    parent.splice(Number(key), 1);
  } else {
    delete parent[key];
  }
  const empty = Object.keys(parent).length === 0;
  if (value === undefined && empty && path.length > 1 && typeof path[path.length - 2] !== "number") {
    setAt(path.slice(0, -1), undefined);
  }
};

/** Writes the policy anew, after a field was changed; draws all fields if there are others now. */
const changed = (redraw) => {
  find("policy-json").value = `${JSON.stringify(policy, null, 2)}\n`;
  if (redraw) drawPolicy();
  checkPolicy();
};

const named = (key) => word(`key_${key}`);

/** Returns a field with its name, where mistakes in it are shown. */
const labelled = (path, name, control, about) => {
  const row = document.createElement("p");
  const label = element("label", name);
  const note = element("small", "");
  control.id = `policy:${written(path)}`;
  label.htmlFor = control.id;
  note.id = `${control.id}:note`;
  note.className = "note";
  control.setAttribute("aria-describedby", note.id);
  if (about && language === "en") control.title = about;
  row.append(label, " ", control, note);
  places.set(written(path), { note, control });
  return row;
};

/** Returns a group of fields with its name. */
const grouped = (path, name, parts) => {
  const group = document.createElement("fieldset");
  const note = element("small", "");
  note.className = "note";
  group.append(element("legend", name), note, ...parts);
  places.set(written(path), { note, control: group });
  return group;
};

const button = (key, act, ...about) => {
  const made = element("button", word(key));
  made.type = "button";
  if (about.length) made.setAttribute("aria-label", `${word(key)}: ${about.join(" ")}`);
  made.addEventListener("click", act);
  return made;
};

const select = (options, chosen, act) => {
  const made = document.createElement("select");
  for (const [value, name] of options) {
    const option = element("option", name);
    option.value = value;
    made.append(option);
  }
  made.value = chosen;
  made.addEventListener("change", () => act(made.value));
  return made;
};

/** Returns what one of the allowed words is called. */
const nameOf = (value) => {
  const family = families.find(({ id }) => id === value);
  if (family) return family.names[LANGUAGES.indexOf(language)];
  return words[`key_${value}`] ? named(value) : String(value);
};

/** Returns the words that a part of the schema allows, if it allows words only. */
const allowed = (part) => part.enum ?? (part.oneOf?.every((one) => one.const !== undefined) ? part.oneOf.map((one) => one.const) : undefined);

const input = (type, value, act) => {
  const made = document.createElement("input");
  made.type = type;
  made.autocomplete = "off";
  if (type === "checkbox") made.checked = value === true;
  else made.value = value ?? "";
  made.addEventListener("input", () => act(made));
  return made;
};

/** Returns what a language is called; its code, where the browser does not know it. */
const languageName = (code) => {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(code);
  } catch {
    // It is no code of a language at all, which the judge will report.
    return code;
  }
};

/** Returns a text for people: one for everybody, or one a language. */
const drawText = (path, name) => {
  const value = valueAt(path);
  const area = (at, text, label) => {
    const made = document.createElement("textarea");
    made.rows = 2;
    made.value = text ?? "";
    made.addEventListener("input", () => { setAt(at, made.value || undefined); changed(false); });
    return labelled(at, label, made, "");
  };
  if (!isObject(value)) {
    const row = area(path, value, name);
    row.append(button("by_language", () => { setAt(path, { [language]: value ?? "" }); changed(true); }, name));
    return row;
  }
  const rows = Object.keys(value).map((code) => {
    const row = area([...path, code], value[code], languageName(code));
    row.append(button("remove", () => { setAt([...path, code], undefined); changed(true); }, name, languageName(code)));
    return row;
  });
  const left = ["da", "en", "fi", "nb", "sv", "de", "fr", "es"].filter((code) => !(code in value));
  const add = select([["", ""], ...left.map((code) => [code, languageName(code)])], "", (code) => { setAt([...path, code], ""); changed(true); });
  return grouped(path, name, [...rows, labelled([...path, "+"], word("add_language"), add, "")]);
};

/** Returns the fields for a part of the policy. */
const draw = (unresolved, path, name, required) => {
  const part = resolved(unresolved);
  const value = valueAt(path);
  const about = part.description;
  const set = (next) => { setAt(path, next); changed(false); };
  const words = allowed(part);
  if (words) {
    const none = required && value !== undefined ? [] : [["", part.default ? word("default", nameOf(part.default)) : ""]];
    const unknown = value !== undefined && !words.includes(value) ? [[value, String(value)]] : [];
    return labelled(path, name, select([...none, ...unknown, ...words.map((one) => [one, nameOf(one)])], value ?? "", (one) => set(one || undefined)), about);
  }
  if (part.anyOf) return drawText(path, name);
  if (part.type === "array") {
    const items = Array.isArray(value) ? value : [];
    const item = resolved(part.items);
    const choices = allowed(item);
    if (choices) {
      // Where nothing is said, the default holds; to choose nothing at all is something else then.
      const usual = part.default ?? [];
      const present = () => Array.isArray(valueAt(path)) ? valueAt(path) : usual;
      return grouped(path, name, choices.map((choice) => labelled([...path, choice], nameOf(choice), input("checkbox", present().includes(choice), ({ checked }) => {
        const chosen = choices.filter((one) => one === choice ? checked : present().includes(one));
        setAt(path, chosen.length || usual.length ? chosen : undefined);
        changed(false);
      }), "")));
    }
    const add = () => {
      const [first] = item.oneOf;
      const key = Object.keys(first.properties)[0];
      setAt([...path, items.length], { [key]: "" });
      changed(true);
    };
    return grouped(path, name, [
      ...items.map((_, index) => {
        const drawn = draw(item, [...path, index], `${name} ${index + 1}`, true);
        drawn.append(button("remove", () => { setAt([...path, index], undefined); if (!items.length) setAt(path, undefined); changed(true); }, name, index + 1));
        return drawn;
      }),
      button("add", add, name),
    ]);
  }
  const variants = part.oneOf?.map((one) => ({ key: one.required[0], part: one.properties[one.required[0]] })) ?? [];
  if (part.properties || variants.length) {
    const parts = [];
    const present = variants.find(({ key }) => isObject(value) && key in value);
    if (variants.length) {
      const none = present ? [] : [["", ""]];
      const optional = present && !required ? [["", word("nothing")]] : none;
      const choose = select([...optional, ...variants.map(({ key }) => [key, named(key)])], present?.key ?? "", (key) => {
        if (present) setAt([...path, present.key], undefined);
        if (key) setAt([...path, key], key === "days_after_found" ? 7 : "");
        changed(true);
      });
      parts.push(labelled([...path, "?"], word("what"), choose, ""));
      if (present) parts.push(draw(present.part, [...path, present.key], named(present.key), true));
    }
    // What has to be there comes first.
    const needs = (key) => part.required?.includes(key) ? 0 : 1;
    for (const key of Object.keys(part.properties ?? {}).sort((one, other) => needs(one) - needs(other))) {
      parts.push(draw(part.properties[key], [...path, key], named(key), part.required?.includes(key)));
    }
    return grouped(path, name, parts);
  }
  if (part.type === "boolean") return labelled(path, name, input("checkbox", value, ({ checked }) => set(checked || undefined)), about);
  if (part.type === "integer") {
    const control = input("number", value, (field) => set(field.value === "" ? undefined : Number(field.value)));
    Object.assign(control, { min: part.minimum, max: part.maximum, placeholder: part.default ?? "" });
    return labelled(path, name, control, about);
  }
  return labelled(path, name, input(part.format === "date" ? "date" : "text", value, (field) => set(field.value || undefined)), about);
};

const drawPolicy = () => {
  places = new Map();
  find("policy-fields").replaceChildren(...FIRST.map((key) => draw(schema.properties[key], [key], named(key), false)));
};

/** Returns the path of what a place stands in; a key may hold anything, brackets as well. */
const around = (path) => {
  const [last] = path.match(/(\.[^.[]*|\[\d+\])$/) ?? [path];
  return path.slice(0, path.length - last.length);
};

/** Shows a mistake or a warning at its field, or at what that stands in. */
const place = (path, text, kind) => {
  let at = path;
  while (at && !places.has(at)) at = around(at);
  const line = element("span", at === path ? text : [path, text].filter(Boolean).join(": "));
  line.className = kind;
  const found = places.get(at);
  if (found) {
    found.note.append(line);
    if (kind === "mistake") found.control.setAttribute("aria-invalid", "true");
  } else {
    const item = document.createElement("li");
    item.append(line);
    find("policy-rest").append(item);
  }
};

let checks = 0;
const checkPolicy = async () => {
  const text = find("policy-json").value;
  keep(STORED, text);
  checks += 1;
  const mine = checks;
  let checked;
  try {
    checked = JSON.parse((await ask("check", { policy: text, now: now() })).text);
    await drawPreview();
  } catch (problem) {
    complain("policy-problems", problem);
    return;
  }
  // Another check may have begun meanwhile.
  if (mine !== checks) return;
  for (const { note, control } of places.values()) {
    note.replaceChildren();
    control.removeAttribute("aria-invalid");
  }
  find("policy-rest").replaceChildren();
  find("policy-problems").replaceChildren();
  for (const wrong of checked.mistakes) place(wrong.path, mistake(wrong), "mistake");
  for (const { path, text } of checked.warnings) place(path, told(text), "warning");
  find("policy-status").textContent = checked.version
    ? word("policy_fine", checked.version, checked.warnings.length)
    : word("policy_mistakes", checked.mistakes.length);
};

/** Takes a policy as text. What is no JSON object is shown as it is, and has no fields. */
const takePolicy = (text) => {
  find("policy-json").value = text;
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    read = undefined;
  }
  const is = isObject(read) && !Array.isArray(read);
  if (is) policy = read;
  places = new Map();
  find("policy-fields").replaceChildren();
  if (is) drawPolicy();
  checkPolicy();
};

find("policy-start").addEventListener("click", async () => {
  try {
    const started = JSON.parse((await ask("startPolicy", { preset: find("policy-preset").value, now: now() })).text);
    find("policy-about").replaceChildren(english("span", started.about));
    find("policy-left").replaceChildren(...started.left.map((line) => english("li", line)));
    takePolicy(started.policy);
  } catch (problem) {
    complain("policy-problems", problem);
  }
});
/** Takes the first of these files as the policy. */
const openPolicy = async ([file]) => {
  if (file) takePolicy(await file.text());
};
find("policy-open").addEventListener("change", async ({ target }) => {
  await openPolicy(target.files);
  target.value = "";
});
find("policy-json").addEventListener("input", ({ target }) => takePolicy(target.value));
find("policy-forget").addEventListener("click", () => {
  takePolicy(NOTHING);
  find("policy-about").textContent = "";
  find("policy-left").replaceChildren();
  find("export-form").reset();
  find("export-steps").replaceChildren();
  find("papers-files").replaceChildren();
  for (const key of [STORED, STORED_EXPORT]) keep(key, undefined);
});
find("policy-save").addEventListener("click", () => {
  save(new Blob([find("policy-json").value], { type: "application/json" }), "policy.json");
});

// What to paste where.
const ENDINGS = { json: "json", xml: "xml", text: "txt" };

const drawStep = ({ what, paste, kind }, mdm) => {
  const item = document.createElement("li");
  item.append(element("span", what));
  if (paste === null) return item;
  const pasted = element("pre", paste);
  pasted.tabIndex = 0;
  const done = element("span", "");
  done.setAttribute("role", "status");
  const copy = button("copy", async () => {
    try {
      await navigator.clipboard.writeText(paste);
    } catch {
      // Older browsers copy what is selected.
      getSelection()?.selectAllChildren(pasted);
      document.execCommand("copy");
    }
    done.textContent = word("copied");
  });
  // Apple's devices know a profile by its ending.
  const ending = mdm === "apple" && kind === "xml" ? "mobileconfig" : ENDINGS[kind];
  const keep = button("save_file", () => save(new Blob([paste], { type: "text/plain;charset=utf-8" }), `appvagt.${ending}`));
  item.append(pasted, copy, " ", keep, " ", done);
  return item;
};

find("export-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  find("export-problems").replaceChildren();
  find("export-steps").replaceChildren();
  const value = (name) => form.elements[name].value;
  const mdm = value("mdm");
  const request = JSON.stringify({
    policy: find("policy-json").value,
    mdm,
    package: value("package"),
    group: value("group"),
    certificate: value("certificate"),
    language,
    now: now(),
  });
  try {
    const steps = JSON.parse((await ask("exportPolicy", { request })).text);
    find("export-steps").replaceChildren(...steps.map((step) => drawStep(step, mdm)));
  } catch (problem) {
    complain("export-problems", problem);
  }
});

/** Shows steps that are shown in the language that was chosen since. */
const translateSteps = () => {
  if (find("export-steps").hasChildNodes()) find("export-form").requestSubmit();
};

find("export-form").addEventListener("input", ({ currentTarget }) => {
  // @ts-ignore: a form of texts alone
  keep(STORED_EXPORT, new URLSearchParams(new FormData(currentTarget)).toString());
});

/** Shows what there is to choose from, and what was typed before. */
const startPolicies = ({ presets, mdms, families: known }) => {
  families = known;
  find("policy-preset").append(...presets.map(({ name, about }) => {
    const option = english("option", `${name}: ${about}`);
    option.value = name;
    return option;
  }));
  const mdmOptions = mdms.map(({ name }) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  });
  const nameMdms = () => mdmOptions.forEach((option, index) => {
    option.textContent = mdms[index].about[LANGUAGES.indexOf(language)];
  });
  nameMdms();
  find("language").addEventListener("change", nameMdms);
  find("export-mdm").append(...mdmOptions);
  const exported = new URLSearchParams(kept(STORED_EXPORT));
  for (const [name, value] of exported) {
    const field = find("export-form").elements[name];
    if (field) field.value = value;
  }
  takePolicy(kept(STORED) ?? NOTHING);
};
