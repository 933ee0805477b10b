// What employees see of a policy, in the app's own words.

/** Returns one screen of the app: its parts, one below the other. */
const drawScreen = (title, parts) => {
  const screen = document.createElement("section");
  screen.className = "screen";
  screen.lang = find("preview-language").value;
  screen.append(element("h4", title), ...parts.filter(Boolean).map(([kind, text]) => {
    const part = element(kind === "heading" ? "h5" : "p", text);
    part.className = kind;
    return part;
  }));
  return screen;
};

const said = (text) => text && ["text", text];
const detailed = (text) => text && ["detail", text];
const headed = (text) => ["heading", text];
const pressed = (text) => ["press", text];

const daysUntil = (due, today) => Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);

/** Says until when something is to be done. */
const deadlineIn = ({ say, count, day }, due, today) => {
  const days = daysUntil(due, today);
  if (days < 0) return say("status_overdue", day(due));
  return `${say("status_due", day(due))} ${days === 0 ? say("due_today") : count("days_left", days)}`;
};

/** Says how late something is; nothing if it is not. */
const delayIn = ({ count }, due, today) => due && daysUntil(due, today) < 0 && count("days_late", -daysUntil(due, today));

/** Says what the organisation learns of what was found. */
const learned = ({ say, family }, level, findings) => {
  if (level === "nothing") return say("sees_nothing");
  if (level === "verdict") return say("sees_verdict");
  if (findings.some((finding) => !finding.family)) return say("sees_families");
  const times = new Map();
  for (const name of findings.map(family)) times.set(name, (times.get(name) ?? 0) + 1);
  return say("sees_named", [...times].map(([name, count]) => count > 1 ? `${name} (${count})` : name).join(", "));
};

/** Returns how apps are kept from running, where the device management lets the app do that. */
const restraint = (enforcement) => ["suspend", "hide"].find((way) => enforcement.includes(way));

/** Says what to save before an app is removed; what cannot be opened any more only IT can save. */
const saving = ({ say }, finding, enforcement) => {
  const kind = Object.keys(texts.keepsakes).find((one) => texts.keepsakes[one].includes(finding.family));
  if (!kind) return undefined;
  if (restraint(enforcement)) return say("save_blocked");
  return kind === "CHATS" ? say("save_chats") : say("save_files");
};

/** Says of which apps what is to be saved before they are removed. */
const savingAll = (app, findings, enforcement) => {
  const apps = new Map();
  for (const finding of findings) {
    const save = saving(app, finding, enforcement);
    if (save) apps.set(save, (apps.get(save) ?? new Set()).add(app.family(finding)));
  }
  return [...apps].map(([save, names]) => app.say("button_for", [...names].join(", "), save));
};

/** The first screen: what was found, until when, and who learns of it. */
const statusScreen = (app, { report: { findings, notes }, note_reasons, today, organisation, notice, level, enforcement }) => {
  const { say, count, day } = app;
  const dues = findings.map(({ due }) => due?.day).filter(Boolean).sort();
  const asks = notice?.acknowledge;
  const title = findings.length
    ? [count("action_title", findings.length), delayIn(app, dues[0], today)].filter(Boolean).join(" · ")
    : say("clear_title");
  const button = findings.length === 1 ? say("remove") : say("remove_all");
  const noted = notes.flatMap((note, index) => [
    ["row", note.label ?? note.name],
    detailed(note.kind === "exempt"
      ? say("exempt_text", day(note.until), note_reasons[index])
      : [say("announced_text", day(note.from)), note_reasons[index], say("announced_already")].filter(Boolean).join(" ")),
  ]);
  return drawScreen(title, [
    dues.length && said(deadlineIn(app, dues[0], today)),
    ...(enforcement.includes("prompt") ? savingAll(app, findings, enforcement).map(said) : []),
    detailed(organisation),
    findings.length && detailed(learned(app, level, findings)),
    ...findings.flatMap((finding) => [
      ["row", finding.label ?? app.family(finding)],
      detailed(restraint(enforcement) ? say("state_suspended") : say("state_installed")),
    ]),
    findings.length && enforcement.includes("prompt") && pressed(button),
    ...noted,
    asks && said(say("notice_asks")),
    asks && pressed(say("notice_read")),
  ]);
};

/** The screen of one app: why it is banned, and what was seen of it. */
const appScreen = (app, finding, reason, { today, enforcement }) => {
  const { say, family } = app;
  const why = finding.test ? say("why_test") : finding.family ? say("why", family(finding)) : say("why_app");
  const way = restraint(enforcement);
  return drawScreen(finding.label ?? family(finding), [
    way === "suspend" && said(say("step_suspended_here")),
    said(way === "hide" ? say("step_hidden_here") : [say("removal_deletes"), saving(app, finding, enforcement)].filter(Boolean).join(" ")),
    enforcement.includes("prompt") && pressed(say("remove")),
    finding.due && said(deadlineIn(app, finding.due.day, today)),
    headed(say("app_why")),
    said([why, reason].filter(Boolean).join(" ")),
    headed(say("app_seen")),
    ...finding.evidence.map((seen) => said(evidence(app, seen, finding))),
    headed(say("app_object")),
    said(say("ask_not_that")),
    said(say("ask_needed")),
  ]);
};

const noticeScreen = ({ say }, { organisation, notice }) => drawScreen(say("page_notice"), [
  organisation && detailed(say("notice_from", organisation)),
  said(notice ? notice.text : say("notice_none")),
  notice && detailed(say("notice_version", notice.version)),
  notice?.link && said(`${say("notice_link")}: ${notice.link}`),
  notice?.acknowledge && pressed(say("acknowledge")),
]);

const reportScreen = ({ say }, { level }) => drawScreen(say("page_report"), [
  said(say("report_checks")),
  said(say("report_keeps")),
  said({ nothing: say("report_nothing"), verdict: say("report_verdict"), families: say("report_families") }[level]),
  level !== "nothing" && said(say("report_also")),
  headed(say("report_never")),
  said(say("report_never_text")),
  headed(say("report_unseen")),
  ...[say("unseen_no_app"), say("unseen_disguised"), say("unseen_elsewhere"), say("unseen_between")].map(said),
]);

const helpScreen = ({ say }, { contact }) => drawScreen(say("page_help"), [
  headed(say("help_contact")),
  ...contact
    ? [
      said(contact.name),
      contact.office && detailed(contact.office),
      contact.phone && said(say("help_call", contact.phone)),
      contact.email && said(say("help_write", contact.email)),
      contact.link && said(say("help_open", contact.link)),
    ]
    : [said(say("help_contact_none"))],
]);

let previews = 0;

/** Shows what employees see of a policy; nothing if phones would refuse it. */
const drawPreview = async () => {
  previews += 1;
  const mine = previews;
  const code = find("preview-language").value;
  const { text } = await ask("preview", { policy: find("policy-json").value, language: code, now: now() });
  // Another preview may have begun meanwhile.
  if (mine !== previews) return;
  const seen = JSON.parse(text);
  find("preview-none").hidden = seen !== null;
  const app = appIn(code);
  const [first] = seen?.report.findings ?? [];
  find("preview-screens").replaceChildren(...seen
    ? [
      statusScreen(app, seen),
      ...(first ? [appScreen(app, first, seen.reasons[0], seen)] : []),
      noticeScreen(app, seen),
      reportScreen(app, seen),
      helpScreen(app, seen),
    ]
    : []);
};
find("preview-language").addEventListener("change", () => drawPreview());
