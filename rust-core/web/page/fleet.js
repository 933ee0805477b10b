// Fleets.
const exports = fileList("fleet", () => offerSamples());
let page = "";

/** Returns what the judge is to be asked, as the form has it. */
const fleetRequest = async () => {
  const form = find("fleet-form");
  const [earlier] = find("fleet-earlier").files;
  const named = Object.fromEntries(Array.from(form.querySelectorAll("[data-field]"), (field) => [field.dataset.field, field.value]));
  const value = (name) => form.elements[name].value;
  const request = {
    files: exports.files.map(given),
    earlier: earlier ? given(earlier) : null,
    ...await judgedBy("fleet"),
    format: value("format"),
    fields: named,
    names: form.elements.names.checked,
    company_owned: form.elements.company_owned.checked,
    stale_days: Number(value("stale_days")),
    language,
    made_by: value("made_by"),
    keep_days: Number(value("keep_days")),
  };
  return { request: JSON.stringify(request), files: earlier ? [...exports.files, earlier] : exports.files };
};

/** Returns what could not be read, and why. */
const drawUnread = ({ file, line, byte, why }) => {
  const drawn = document.createElement("p");
  const place = line !== null ? word("unread_at_line", line) : byte !== null ? word("unread_at_byte", byte) : "";
  drawn.append(element("bdi", file), place && `, ${place}`, `: ${told(why)}`);
  return drawn;
};

find("fleet-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await lookAt("fleet", exports.files, fleetRequest);
  if (!answer) return;
  find("fleet-problems").replaceChildren(...JSON.parse(answer.unread).map(drawUnread));
  URL.revokeObjectURL(page);
  page = URL.createObjectURL(answer.page);
  find("fleet-page").src = page;
  find("fleet-page").title = word("result");
  find("fleet-result").hidden = false;
});
cancelBy("fleet");

const NAMES = { page: "appvagt.html", csv: "appvagt.csv", json: "appvagt.json", scan: "scan.json", inspect: "inspect.jsonl" };
for (const button of every("[data-save]")) {
  button.addEventListener("click", async () => {
    try {
      save((await ask(button.dataset.save, {})).file, NAMES[button.dataset.save]);
    } catch (problem) {
      complain(`${button.closest("section").id}-problems`, problem);
    }
  });
}
