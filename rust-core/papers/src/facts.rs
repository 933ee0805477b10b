//! What papers are filled in with: a policy, the day, and what the app keeps and sends.

use appvagt_safe_text::Words;
use appvagt_safe_text::html::escaped;
use appvagt_scanner::{
    Ban, Banned, Catalogue, Date, Deadline, Enforcement, Exempt, Language, Policy, Profile,
    ReportLevel, Text,
};

use crate::conditions::holds;
use crate::day;
use crate::inventory::{FILES, FORMAT, Key, PERMISSIONS, STATES};
use crate::paper::words;
use crate::plan::{Step, steps};
use crate::risks::RISKS;
use crate::template::{Filling, element, link};

const MINUTES_AN_HOUR: u16 = 60;
const MINUTES_A_DAY: u16 = 24 * MINUTES_AN_HOUR;

/// What papers are filled in with.
pub struct Facts<'a> {
    policy: &'a Policy,
    language: Language,
    words: Words,
    today: Date,
    steps: Vec<Step>,
    late: bool,
}

/// Returns a row of a table, of cells that are HTML.
fn row(cells: &[String], name: &str) -> String {
    let cells: String = cells.iter().map(|cell| element(name, cell)).collect();
    element("tr", &cells) + "\n"
}

/// Returns a table with these headings, and with cells that are HTML.
fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let headings: Vec<_> = headings.iter().map(|heading| escaped(heading)).collect();
    let rows: String = rows.into_iter().map(|cells| row(&cells, "td")).collect();
    ["<table>\n", &row(&headings, "th"), &rows, "</table>\n"].concat()
}

fn code(text: &str) -> String {
    element("code", &escaped(text))
}

/// Marks what people have to fill in themselves.
fn to_fill_in(text: &str) -> String {
    element("mark", &escaped(text))
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: String = items.into_iter().map(|item| element("li", &item)).collect();
    if items.is_empty() { items } else { element("ul", &items) }
}

impl<'a> Facts<'a> {
    /// Gathers what papers of this language are filled in with, on this day.
    pub fn new(policy: &'a Policy, language: Language, today: Date) -> Self {
        let (steps, late) = steps(policy, today);
        Self { policy, language, words: Words::of(words(language)), today, steps, late }
    }

    /// Returns what stands above every paper, to be filled in.
    pub fn draft(&self) -> &str {
        self.words.get("draft")
    }

    /// Returns a short text, as HTML.
    fn word(&self, name: &str) -> String {
        escaped(self.words.get(name))
    }

    fn met(&self, condition: &str) -> bool {
        self.holds(condition).unwrap_or_default()
    }

    /// Returns a text of the policy's within a line.
    fn said(&self, text: &Text) -> String {
        escaped(text.in_language(self.language))
    }

    fn family(&self, id: &str) -> String {
        let Some(family) = Catalogue::embedded().family(id) else { return escaped(id) };
        escaped(family.names().in_language(self.language))
    }

    /// Returns what is banned, by a name that people know it by; a mark has none.
    fn banned(&self, ban: &Ban) -> String {
        match ban {
            Ban::Family(id) => self.family(id),
            Ban::Mark(kind, text) => {
                let mark = code(&format!("{}: {text}", kind.key()));
                format!("{} ({mark})", to_fill_in(self.words.get("app.name")))
            }
        }
    }

    fn apps(&self) -> String {
        let names = self.policy.banned.iter().map(|banned| self.banned(&banned.what));
        names.collect::<Vec<_>>().join(", ")
    }

    fn apps_with_reasons(&self) -> String {
        let headings = ["app", "reason", "from"].map(|name| self.words.get(name));
        let row = |banned: &Banned| {
            let reason = banned
                .reason
                .as_ref()
                .map_or_else(|| to_fill_in(self.words.get("reason.fill")), |text| self.said(text));
            let from = banned.from.filter(|day| *day > self.today);
            let from = from.map_or_else(|| self.word("from.now"), |day| self.day(day));
            vec![self.banned(&banned.what), reason, from]
        };
        table(&headings, self.policy.banned.iter().map(row))
    }

    fn exemptions(&self) -> String {
        let headings = ["app", "reason", "until", "group"].map(|name| self.words.get(name));
        let exemptions = self.policy.exemptions.iter();
        table(
            &headings,
            exemptions.filter(|exemption| exemption.until >= self.today).map(|exemption| {
                let what = match &exemption.what {
                    Exempt::Family(id) => self.family(id),
                    Exempt::Package(name) => code(name),
                };
                let group =
                    exemption.group.as_ref().map_or_else(|| self.word("group.all"), |g| escaped(g));
                vec![what, self.said(&exemption.reason), self.day(exemption.until), group]
            }),
        )
    }

    fn day(&self, day: Date) -> String {
        escaped(&day::written(day, &self.words))
    }

    fn organisation(&self) -> String {
        self.policy
            .organisation
            .as_ref()
            .map_or_else(|| to_fill_in(self.words.get("organisation.fill")), |text| self.said(text))
    }

    fn deadline(&self) -> String {
        match self.policy.deadline {
            Some(Deadline::Date(day)) => self.day(day),
            Some(Deadline::DaysAfterFound(0)) => self.word("deadline.same_day"),
            Some(Deadline::DaysAfterFound(days)) => {
                escaped(&self.words.count("deadline.days", days.into()))
            }
            None => self.word("deadline.none"),
        }
    }

    fn interval(&self) -> String {
        let minutes = self.policy.check_every_minutes;
        let (name, count) = if minutes.is_multiple_of(MINUTES_A_DAY) {
            ("every.days", minutes / MINUTES_A_DAY)
        } else if minutes.is_multiple_of(MINUTES_AN_HOUR) {
            ("every.hours", minutes / MINUTES_AN_HOUR)
        } else {
            ("every.minutes", minutes)
        };
        escaped(&self.words.count(name, count.into()))
    }

    /// Returns what may be done about banned apps, in words.
    fn enforcement(&self) -> String {
        let done = |what: &Enforcement| match what {
            Enforcement::Prompt => self.word("enforcement.prompt"),
            Enforcement::Suspend => self.word("enforcement.suspend"),
            Enforcement::Hide => self.word("enforcement.hide"),
        };
        let done: Vec<_> = self.policy.enforcement.iter().map(done).collect();
        if done.is_empty() { self.word("enforcement.none") } else { done.join("; ") }
    }

    fn profiles(&self) -> String {
        let names = self.policy.profiles.iter().map(|profile| {
            self.word(match profile {
                Profile::Work => "profile.work",
                Profile::Personal => "profile.personal",
                Profile::Private => "profile.private",
                Profile::Clone => "profile.clone",
            })
        });
        let names: Vec<_> = names.collect();
        if names.is_empty() { self.word("profile.none") } else { names.join(", ") }
    }

    fn report(&self) -> String {
        self.word(match self.policy.report {
            ReportLevel::Nothing => "report.nothing",
            ReportLevel::Verdict => "report.verdict",
            ReportLevel::Families => "report.families",
        })
    }

    /// Returns what the policy says, as a table.
    fn settings(&self) -> String {
        let yes_or_no = |met: bool| self.word(if met { "yes" } else { "no" });
        let rows = [
            ("setting.apps", self.apps()),
            ("setting.interval", self.interval()),
            ("setting.report", self.report()),
            ("setting.deadline", self.deadline()),
            ("setting.enforcement", self.enforcement()),
            ("setting.profiles", self.profiles()),
            ("setting.acknowledge", yes_or_no(self.met("acknowledge"))),
            ("setting.exemptions", yes_or_no(self.met("exemptions"))),
            ("setting.version", code(&self.policy.version())),
        ];
        let headings = ["setting", "value"].map(|name| self.words.get(name));
        table(&headings, rows.map(|(name, value)| vec![self.word(name), value]))
    }

    fn notice(&self) -> String {
        let Some(notice) = &self.policy.notice else { return String::new() };
        let lines = notice.text.in_language(self.language).lines();
        let lines: String = lines.map(|line| element("p", &escaped(line)) + "\n").collect();
        element("blockquote", &lines)
    }

    fn contact(&self) -> String {
        let Some(contact) = &self.policy.contact else {
            return element("p", &to_fill_in(self.words.get("contact.fill"))) + "\n";
        };
        let mut lines = vec![self.said(&contact.name)];
        lines.extend(contact.office.as_ref().map(|text| self.said(text)));
        lines.extend(contact.phone.as_ref().map(|text| escaped(text)));
        lines.extend(contact.email.as_ref().map(|text| escaped(text)));
        lines.extend(contact.link.as_ref().map(|text| link(&escaped(text))));
        element("p", &lines.join("<br/>\n")) + "\n"
    }

    /// Returns the keys that this policy has written, each with what it means. The same name means
    /// something else in a file than in a state.
    fn keys(&self, keys: impl Iterator<Item = Key>, place: &str) -> String {
        let written = keys.filter(|key| self.met(key.when));
        list(written.map(|key| {
            format!("{}: {}", code(key.name), self.word(&format!("{place}.{}", key.name)))
        }))
    }

    fn stored(&self) -> String {
        let headings = ["file", "purpose", "person", "kept_for", "keys"];
        let files = FILES.iter().filter(|file| self.met(file.when));
        table(
            &headings.map(|name| self.words.get(name)),
            files.map(|file| {
                let text = |what: &str| self.word(&format!("{}.{what}", file.name));
                let keys = file.keys.iter().copied().chain([FORMAT]);
                vec![
                    code(file.name),
                    text("purpose"),
                    text("person"),
                    text("kept_for"),
                    self.keys(keys, "kept"),
                ]
            }),
        )
    }

    fn sent(&self) -> String {
        if !self.met("reports") {
            return element("p", &self.word("sent.none")) + "\n";
        }
        let headings = ["state", "says", "keys"].map(|name| self.words.get(name));
        let row = |name: &str, keys: &[Key]| {
            vec![
                code(name),
                self.word(&format!("state.{name}")),
                self.keys(keys.iter().copied(), "sent"),
            ]
        };
        table(&headings, STATES.iter().map(|state| row(state.name, state.keys)))
    }

    fn permissions(&self) -> String {
        let headings = ["permission", "why"].map(|name| self.words.get(name));
        table(&headings, PERMISSIONS.map(|name| vec![code(name), self.word(name)]))
    }

    fn risks(&self) -> String {
        let headings = ["risk", "measure", "held_by", "left"].map(|name| self.words.get(name));
        let risks = RISKS.iter().filter(|risk| self.met(risk.when));
        table(
            &headings,
            risks.map(|risk| {
                let text = |what: &str| self.word(&format!("risk.{}.{what}", risk.id));
                let tests = risk
                    .tests
                    .iter()
                    .map(|(file, name)| format!("{}<br/>{}", code(file), escaped(name)));
                let tests = list(tests);
                let tests = if tests.is_empty() { self.word("held_by.you") } else { tests };
                let left = to_fill_in(self.words.get("left.fill"));
                vec![text("is"), text("measure"), tests, left]
            }),
        )
    }

    fn plan(&self) -> String {
        let headings = ["when", "what", "who"].map(|name| self.words.get(name));
        table(
            &headings,
            self.steps.iter().map(|&(step, day)| {
                let past = if day < self.today {
                    format!(" {}", to_fill_in(self.words.get("past")))
                } else {
                    String::new()
                };
                let text = |what: &str| self.word(&format!("step.{step}.{what}"));
                vec![format!("{}{past}", self.day(day)), text("what"), text("who")]
            }),
        )
    }
}

impl Filling for Facts<'_> {
    fn holds(&self, condition: &str) -> Option<bool> {
        holds(condition, self.policy, self.today, self.late)
    }

    fn field(&self, name: &str) -> Option<String> {
        let decision =
            || self.policy.notice.as_ref()?.link.as_ref().map(|text| link(&escaped(text)));
        Some(match name {
            "organisation" => self.organisation(),
            "apps" => self.apps(),
            "deadline" => self.deadline(),
            "interval" => self.interval(),
            "profiles" => self.profiles(),
            "report" => self.report(),
            "enforcement" => self.enforcement(),
            "today" => self.day(self.today),
            "version" => code(&self.policy.version()),
            "app_version" => escaped(env!("CARGO_PKG_VERSION")),
            "decision" => decision().unwrap_or_else(|| to_fill_in(self.words.get("decision.fill"))),
            _ => return None,
        })
    }

    fn block(&self, name: &str) -> Option<String> {
        Some(match name {
            "apps" => self.apps_with_reasons(),
            "exemptions" => self.exemptions(),
            "settings" => self.settings(),
            "notice" => self.notice(),
            "contact" => self.contact(),
            "stored" => self.stored(),
            "sent" => self.sent(),
            "permissions" => self.permissions(),
            "risks" => self.risks(),
            "plan" => self.plan(),
            _ => return None,
        })
    }
}
