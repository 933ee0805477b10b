// What the app says to employees, in its own words.
const texts = JSON.parse(find("app").textContent);

/** Returns what says the app's texts in a language. */
const appIn = (code) => {
  const place = LANGUAGES.indexOf(code);
  const filled = (text, values) => text[place].replace(/%(?:(\d)\$)?[sd]/g, (_, index) => String(values[Number(index ?? 1) - 1]));
  return {
    /** Says a text, with these values in it. */
    say: (key, ...values) => filled(texts[key], values),
    /** Says a text about so many things. */
    count: (key, number) => filled(texts[key][new Intl.PluralRules(code).select(number)] ?? texts[key].other, [number]),
    /** Says a day. */
    day: (day) => new Intl.DateTimeFormat(code, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`)),
    /** Says what a family is called. */
    family: ({ name, names }) => names?.[code] ?? name,
  };
};

/** Returns one observation about a banned app in a sentence. */
const evidence = ({ say, family }, seen, finding) => {
  switch (seen.kind) {
    case "package_name":
      return seen.certainty === "certain" ? say("evidence_package_name", seen.app) : say("evidence_package_name_strong", seen.app);
    case "own_rule": return say("evidence_own_rule");
    case "genuine_certificate": return say("evidence_genuine", seen.owner);
    case "company_certificate": return say("evidence_company", seen.owner);
    case "foreign_certificate": return say("evidence_foreign");
    case "nothing_but_the_name": return say("evidence_only_name");
    default:
  }
  // A rule of the organisation's own names no app that others could be like.
  const like = finding.family ? family(finding) : say("banned_app");
  switch (seen.mark.replace(/_(prefix|suffix)$/, "")) {
    case "package":
      return seen.mark === "package" ? say("mark_last_letter", seen.found, like) : say("mark_package", seen.found, like);
    case "component": return say("mark_component", seen.found, like);
    case "action": return say("mark_action", seen.found, like);
    case "authority": return say("mark_authority", seen.found, like);
    case "host": return say("mark_host", seen.found, like);
    case "scheme": return say("mark_scheme", seen.found, like);
    case "meta_data": return say("mark_meta_data", seen.found, like);
    case "web_host": return say("mark_web_host", seen.found, like);
    case "permission": return say("mark_permission", seen.found, like);
    case "certificate": return say("mark_certificate", seen.found);
    default: return seen.found;
  }
};
