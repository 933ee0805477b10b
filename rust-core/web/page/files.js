// APK files.
const apks = fileList("files");
let looked;

const filesRequest = async () => ({
  request: JSON.stringify({ files: apks.files.map(given), ...await judgedBy("files") }),
  files: apks.files,
});

/** Returns how an APK stands with the policy, in words. */
const standingOf = ({ standing: { kind, place } }, app) => {
  switch (kind) {
    case "banned": return word("apk_banned", app.family(looked.findings[place]));
    case "exempt": return word("apk_exempt", looked.notes[place].name, app.day(looked.notes[place].until));
    case "announced": return word("apk_announced", looked.notes[place].name, app.day(looked.notes[place].from));
    case "unknown": return word("apk_unknown");
    default: return word("apk_clear");
  }
};

/** Returns names and values beside each other. */
const listed = (rows) => {
  const list = document.createElement("dl");
  for (const [name, value] of rows) list.append(element("dt", name), element("dd", value));
  return list;
};

const drawApk = (apk) => {
  const app = appIn(language);
  const item = document.createElement("li");
  const { kind, place } = apk.standing;
  item.dataset.standing = kind;
  const where = apk.base ? `${apk.path} (${apk.base})` : apk.path;
  const version = [apk.version_name, apk.version_code === null ? "" : `(${apk.version_code})`].filter(Boolean).join(" ");
  const says = element("strong", standingOf(apk, app));
  says.className = "standing";
  const heading = element("h4", apk.label ?? apk.package ?? where);
  item.append(heading, says);
  const rows = [[word("apk_file"), where]];
  if (apk.error) rows.push([word("apk_refused"), apk.error.message]);
  if (apk.error && apk.package) rows.push(["", word("apk_recovered")]);
  if (kind === "banned") {
    const finding = looked.findings[place];
    const sure = finding.certainty === "certain" ? [] : [app.say("seen_strong")];
    const because = [...sure, ...finding.evidence.map((seen) => evidence(app, seen, finding))];
    rows.push(...because.map((line, index) => [index ? "" : word("apk_because"), line]));
    if (finding.due) rows.push([word("key_deadline"), app.day(finding.due.day)]);
  }
  if (apk.package) {
    rows.push([word("key_package"), apk.package], [word("apk_version"), version]);
    if (apk.split) rows.push([word("apk_split"), apk.split]);
  }
  item.append(listed(rows));
  if (apk.package) {
    const level = (sdk) => sdk === null ? "?" : String(sdk);
    const more = document.createElement("details");
    const open = apk.components.filter(({ exported }) => exported).length;
    more.append(element("summary", word("apk_more")), listed([
      ...apk.signers.map(({ sha256, scheme, history }) => [word("apk_signer"), [`${sha256} (${scheme})`, ...history ?? []].join(" ← ")]),
      ...(apk.signers.length ? [] : [[word("apk_signer"), word("apk_no_signer")]]),
      ...(apk.unread_signatures ?? []).map(({ scheme, error }) => [word("apk_signature"), `${scheme}: ${error.message}`]),
      [word("apk_sdk"), `${level(apk.min_sdk)} – ${level(apk.target_sdk)}`],
      [word("apk_components"), word("apk_open", apk.components.length, open)],
      [word("apk_permissions"), apk.uses_permissions.join(", ")],
      ...apk.explained.map(([name, meaning]) => [word("apk_anomaly"), `${name}: ${meaning}`]),
    ]));
    item.append(more);
  }
  return item;
};

const REMEDIES = {
  device: () => word("remedy_device"),
  other_file: () => word("remedy_other_file"),
  other_means: () => word("remedy_other_means"),
};

/** Shows what came of the files, what is banned first and then what is not known. */
const drawApks = () => {
  if (!looked) return;
  const order = ["banned", "unknown", "announced", "exempt", "clear"];
  const rank = ({ standing }) => order.indexOf(standing.kind);
  find("files-summary").textContent = word("files_summary", looked.scanned, looked.files, looked.findings.length, looked.unread.length);
  find("files-apks").replaceChildren(...[...looked.apks].sort((one, other) => rank(one) - rank(other)).map(drawApk));
  find("files-problems").replaceChildren(...looked.unread.map(({ path, entry, error }, index) => {
    const line = document.createElement("p");
    const place = element("bdi", entry ? `${path} (${entry})` : path);
    line.append(place, ": ", english("span", error.message), `. ${REMEDIES[looked.remedies[index]]()}`);
    return line;
  }));
};

find("files-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  looked = undefined;
  const answer = await lookAt("files", apks.files, filesRequest);
  if (!answer) return;
  looked = JSON.parse(await answer.shown.text());
  drawApks();
  find("files-result").hidden = false;
});
cancelBy("files");
