//! Policies, written and exported by the page and by the command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::selection::Selection;
use crate::browser::{Browser, Tab};
use crate::commands::page::app_texts;
use crate::toolchain::command::command;
use crate::toolchain::project;

const STATUS: &str = "document.querySelector('#policy-status').textContent";
const SCREENS: &str = "document.querySelector('#preview-screens').textContent";
const TEXT: &str = "document.querySelector('#policy-json').value";

/// Tries all of it. Returns how many cases passed.
pub fn run(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    selection: &Selection,
) -> Result<usize> {
    let folder = browser.folder().join("policies");
    fs::create_dir_all(&folder)?;
    let mut tab = Tab::open(browser, page)?;
    tab.evaluate("location.hash = '#policy'")?;
    let mut tried = Tried { tab, appvagt, folder: &folder };
    let mut passed = 0;
    if selection.has("presets and what to paste where") {
        passed += tried.presets()?;
    }
    if selection.has("steps are in the reader's language") {
        passed += tried.translated()?;
    }
    if selection.has("mistakes stand at their fields") {
        passed += tried.mistakes()?;
    }
    if selection.has("mistakes and warnings are said in six languages") {
        passed += tried.languages()?;
    }
    if selection.has("fields write the policy") {
        passed += tried.fields()?;
    }
    if selection.has("what is typed is kept until it is forgotten") {
        passed += tried.kept()?;
    }
    if selection.has("employees are shown in their languages") {
        passed += tried.previews()?;
    }
    if selection.has("employees are asked to save what they keep in an app") {
        passed += tried.saving()?;
    }
    if selection.has("papers are those of the command") {
        passed += tried.papers()?;
    }
    ensure!(tried.tab.noise.is_empty(), "{:?}", tried.tab.noise);
    Ok(passed)
}

struct Tried<'a> {
    tab: Tab<'a>,
    appvagt: &'a Path,
    folder: &'a Path,
}

impl Tried<'_> {
    /// Returns what the command prints.
    fn command(&self, words: &[&str]) -> Result<String> {
        let output = command(self.appvagt).current_dir(self.folder).args(words).output()?;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Starts from every preset, and has it exported for every MDM.
    fn presets(&mut self) -> Result<usize> {
        let mut passed = 0;
        for preset in self.options("#policy-preset")? {
            self.tab.fill("#policy-preset", &preset)?;
            self.tab.click("#policy-start")?;
            let meant = self.command(&["policy", "new", "--preset", &preset])?;
            self.tab.wait_for(&format!("{TEXT} === {}", json!(meant)))?;
            fs::write(self.folder.join("policy.json"), &meant)?;
            let checked = self.command(&["policy", "check", "--json", "policy.json"])?;
            let checked: Value = serde_json::from_str(&checked)?;
            let version = checked["version"].as_str().context("it has mistakes")?;
            self.tab.wait_for(&format!("{STATUS}.includes({version:?})"))?;
            for mdm in self.options("#export-mdm")? {
                self.export(&mdm, "en").with_context(|| format!("{preset} for {mdm}"))?;
                passed += 1;
            }
        }
        Ok(passed)
    }

    /// Has the papers written in two languages, and compares them with the command's.
    fn papers(&mut self) -> Result<usize> {
        let policy = json!({
            "schema": 1, "banned": [{"family": "tiktok"}], "organisation": "<b>We</b>",
        });
        self.open(&policy)?;
        for language in ["da", "en"] {
            let folder = self.folder.join(language);
            let _ = fs::remove_dir_all(&folder);
            let words = ["papers", "--policy", "policy.json", "--language", language, "--out"];
            let written = self.command(&[&words[..], &[language]].concat())?;
            self.tab.fill("#papers-language", language)?;
            self.tab.click("#papers-write")?;
            let last = "document.querySelector('#papers-files li:nth-child(8) span[lang]')";
            self.tab.wait_for(&format!("{last}?.lang === {language:?}"))?;
            let asked = format!(
                "(async () => (await ask('papers', {{policy: {TEXT}, language: {language:?}, now: \
                 now()}})).text)()"
            );
            let shown = self.tab.evaluate(&asked)?;
            let shown: Vec<Value> = serde_json::from_str(shown.as_str().context("no papers")?)?;
            ensure!(shown.len() == written.lines().count(), "{written}");
            for paper in shown {
                let file = paper["file"].as_str().context("no file")?;
                let meant = fs::read_to_string(folder.join(file))?;
                ensure!(paper["html"] == json!(meant), "{file} is another than the command's");
            }
        }
        Ok(1)
    }

    /// Has a policy exported, and then reads the steps in another language.
    fn translated(&mut self) -> Result<usize> {
        let reader = self.tab.evaluate("document.documentElement.lang")?;
        self.open(&json!({
            "schema": 1, "banned": [{"family": "whatsapp"}, {"action": "com.example.PLAY"}],
            "enforcement": ["suspend"],
        }))?;
        for language in ["da", "fi"] {
            self.tab.fill("#language", language)?;
            for mdm in self.options("#export-mdm")? {
                self.export(&mdm, language)?;
            }
        }
        // What is shown already follows.
        let shown = "document.querySelector('#export-steps li span')?.textContent";
        let finnish = self.tab.evaluate(shown)?;
        let reader = reader.as_str().context("the page has no language")?;
        self.tab.fill("#language", reader)?;
        self.tab.wait_for(&format!("({shown} ?? {finnish}) !== {finnish}"))?;
        Ok(1)
    }

    /// Has the policy that stands in both places exported, and compares the steps.
    fn export(&mut self, mdm: &str, language: &str) -> Result<()> {
        self.tab.fill("#export-mdm", mdm)?;
        self.tab.click("#export-form [type=submit]")?;
        self.tab.wait_for("document.querySelector('#export-steps li')")?;
        let shown = self.tab.evaluate(
            "Array.from(document.querySelectorAll('#export-steps li'), (item) => ({what: \
             item.firstChild.textContent, paste: item.querySelector('pre')?.textContent ?? null}))",
        )?;
        let words = ["policy", "export", "--mdm", mdm, "--language", language, "--json"];
        let steps = self.command(&[&words[..], &["policy.json"]].concat())?;
        let steps: Vec<Value> = serde_json::from_str(&steps)?;
        let meant: Vec<_> = steps
            .iter()
            .map(|step| {
                let paste = match &step["paste"] {
                    text @ (Value::String(_) | Value::Null) => text.clone(),
                    other => format!("{other:#}").into(),
                };
                json!({"what": step["what"], "paste": paste})
            })
            .collect();
        ensure!(
            shown == json!(meant),
            "the page shows {shown:#}, and the command {:#}",
            json!(meant)
        );
        Ok(())
    }

    /// Opens a policy with mistakes.
    fn mistakes(&mut self) -> Result<usize> {
        self.open(&json!({
            "schema": 1,
            "banned": [{"family": "tiktok"}, {"package": "<b>no name</b>"}],
            "exemptions": [{"family": "tiktok", "reason": "Press", "until": "2020-01-01"}],
            "contact": {"email": "nobody"},
            "colour": 1,
            "x[y": {"__proto__": "<img src=x>"},
        }))?;
        self.tab
            .wait_for("document.querySelector('#policy-rest').textContent.includes('colour')")?;
        for (path, part) in [("banned[1].package", "no name"), ("contact.email", "nobody")] {
            let note = format!("document.getElementById('policy:{path}:note').textContent");
            let note = self.tab.evaluate(&note)?;
            let note = note.as_str().unwrap_or_default();
            ensure!(note.contains(part), "{path} has the note {note:?}");
            let invalid = format!("document.getElementById('policy:{path}').ariaInvalid");
            ensure!(self.tab.evaluate(&invalid)? == "true", "{path} is not marked");
        }
        let fine = "document.getElementById('policy:banned[0].family').ariaInvalid";
        ensure!(self.tab.evaluate(fine)?.is_null(), "a field without a mistake is marked");
        self.as_many_mistakes()?;
        for policy in [
            json!({
                "schema": "1", "banned": "x", "notice": 5, "contact": null, "deadline": "soon",
                "exemptions": [7], "enforcement": "prompt", "report": [], "organisation": [1],
            }),
            json!([]),
            json!({"schema": 1, "banned": [null, [], {"family": {}}], "profiles": [1, "work"]}),
        ] {
            self.open(&policy)?;
            self.as_many_mistakes().with_context(|| policy.to_string())?;
        }
        Ok(1)
    }

    /// Opens a policy with mistakes and one with warnings, and reads both in every language.
    fn languages(&mut self) -> Result<usize> {
        let texts = fs::read_to_string(project::path("rust-core/web/page/sentences.json"))?;
        let texts: Value = serde_json::from_str(&texts)?;
        let wrong = json!({
            "schema": 1, "banned": [{"family": "tiktik"}, {"package": "com.android.settings"}],
            "contact": {"email": "nobody"}, "check_every_minutes": 5, "report": [],
        });
        let mistakes = [
            ("banned[0].family", "wrong_family_like"),
            ("banned[1].package", "allowed_harmless"),
            ("contact.name", "wrong_missing"),
            ("contact.email", "allowed_email"),
            ("check_every_minutes", "allowed_number"),
            ("report", "wrong_list"),
        ];
        let strange = json!({
            "schema": 1, "banned": [{"family": "tiktok"}], "deadline": {"date": "2020-01-01"},
            "contact": {"name": {"dk": "it"}, "email": "it@example.com"},
        });
        let warnings = [
            ("deadline.date", "odd_deadline_over"),
            ("contact.name.dk", "tongue_da"),
            ("contact.email", "odd_sample_address"),
        ];
        for (policy, notes) in [(wrong, &mistakes[..]), (strange, &warnings)] {
            self.open(&policy)?;
            for (place, code) in ["da", "de", "fi", "nb", "sv", "en"].into_iter().enumerate() {
                self.tab.fill("#language", code)?;
                for (path, key) in notes {
                    // What stands in the sentence is that of the policy.
                    let text = texts[key][(place + 1) % 6].as_str().context("no such sentence")?;
                    let parts = text.split(['{', '}']).step_by(2).collect::<Vec<_>>();
                    let note = format!("document.getElementById('policy:{path}:note').textContent");
                    self.tab
                        .wait_for(&format!(
                            "{}.every((part) => {note}.includes(part))",
                            json!(parts)
                        ))
                        .with_context(|| format!("{code}: {path} lacks {text:?}"))?;
                }
            }
        }
        Ok(1)
    }

    /// Waits until the page shows as many mistakes as the command prints.
    fn as_many_mistakes(&mut self) -> Result<()> {
        let printed = self.command(&["policy", "check", "--json", "policy.json"])?;
        let mistakes = serde_json::from_str::<Value>(&printed)?["mistakes"].clone();
        let count = mistakes.as_array().context("no mistakes")?.len();
        ensure!(count > 0, "the command finds no mistake");
        self.tab.wait_for(&format!(
            "document.querySelectorAll('#policy .mistake').length === {count} && \
             {STATUS}.includes('{count}')"
        ))
    }

    /// Writes a policy by its fields, from nothing.
    fn fields(&mut self) -> Result<usize> {
        self.tab.click("#policy-forget")?;
        let field = |path: &str| format!("[id=\"policy:{path}\"]");
        self.tab.fill(&field("organisation"), "Egedal")?;
        self.tab.fill(&field("check_every_minutes"), "60")?;
        self.tab.fill(&field("deadline.?"), "days_after_found")?;
        self.tab.fill(&field("deadline.days_after_found"), "14")?;
        self.tab.fill(&field("report"), "families")?;
        self.tab.click(&field("enforcement.suspend"))?;
        for (index, family) in ["tiktok", "whatsapp"].iter().enumerate() {
            self.tab.click("#policy-fields > fieldset > button")?;
            self.tab.fill(&field(&format!("banned[{index}].family")), family)?;
        }
        self.tab.fill(&field("banned[1].from"), "2027-01-01")?;
        let meant = json!({
            "schema": 1, "organisation": "Egedal", "check_every_minutes": 60,
            "banned": [{"family": "tiktok"}, {"family": "whatsapp", "from": "2027-01-01"}],
            "deadline": {"days_after_found": 14}, "report": "families",
            "enforcement": ["prompt", "suspend"],
        });
        let written = self.written()?;
        ensure!(written == meant, "the fields write {written:#}");
        self.tab.wait_for(&format!("{STATUS}.startsWith('No mistake')"))?;
        // What is emptied again is not left behind.
        self.tab.fill(&field("organisation"), "")?;
        self.tab.fill(&field("deadline.?"), "")?;
        // Nothing at all is something else than what holds where nothing is said.
        self.tab.click(&field("enforcement.suspend"))?;
        self.tab.click(&field("enforcement.prompt"))?;
        let written = self.written()?;
        ensure!(written["enforcement"] == json!([]), "{written:#}");
        ensure!(written["deadline"].is_null() && written["organisation"].is_null(), "{written:#}");
        Ok(1)
    }

    /// Returns the policy that the page has written.
    fn written(&mut self) -> Result<Value> {
        let text = self.tab.evaluate(TEXT)?;
        Ok(serde_json::from_str(text.as_str().unwrap_or_default())?)
    }

    /// Loads the page again, and once more after everything was forgotten.
    fn kept(&mut self) -> Result<usize> {
        self.open(&json!({"schema": 1, "banned": [{"family": "telegram"}]}))?;
        self.tab.fill("#export-mdm", "knox")?;
        self.tab.fill("#export-group", "press & PR")?;
        // What is no JSON is kept as it is.
        self.tab.fill("#policy-json", "{\"schema\": 1, telegram")?;
        self.tab.reload()?;
        self.tab.wait_for(&format!("{TEXT} === '{{\"schema\": 1, telegram'"))?;
        let export =
            "['mdm', 'group'].map((id) => document.querySelector(`#export-${id}`).value).join()";
        self.tab.wait_for(&format!("{export} === 'knox,press & PR'"))?;
        self.tab.click("#policy-forget")?;
        self.tab.reload()?;
        let left = self.tab.evaluate("localStorage.getItem('appvagt.export')")?;
        ensure!(left.is_null(), "after it was forgotten, there is {left}");
        let text = self.written()?;
        ensure!(text == json!({"schema": 1}), "after it was forgotten, there is {text}");
        Ok(1)
    }

    /// Shows what employees see in each language, and nothing of a policy that phones would refuse.
    fn previews(&mut self) -> Result<usize> {
        self.open(&json!({
            "schema": 1,
            "organisation": {"da": "Egedal Kommune", "fi": "Sipoon kunta"},
            "banned": [
                {"family": "tiktok", "reason": "<i>Data</i>"},
                {"family": "whatsapp", "from": "2999-01-01"},
                {"component_suffix": ".sdk.Player"},
            ],
            "notice": {"text": {"da": "Dansk tekst", "fi": "Suomeksi"}, "acknowledge": true},
            "contact": {"name": "IT", "phone": "+45 12 34 56 78"},
            "deadline": {"date": "2999-12-31"}, "report": "families",
        }))?;
        let keys = ["page_report", "report_families", "acknowledge", "app_why"];
        let script: String = keys.map(|key| format!("say({key:?})")).concat();
        let texts = app_texts::used_by(&script)?;
        for (place, code) in ["en", "da", "de", "fi", "nb", "sv"].into_iter().enumerate() {
            self.tab.fill("#preview-language", code)?;
            let finnish = code == "fi";
            let (organisation, notice) = if finnish {
                ("Sipoon kunta", "Suomeksi")
            } else {
                ("Egedal Kommune", "Dansk tekst")
            };
            let said = keys.map(|key| texts[key][place].as_str().unwrap_or_default());
            let given = [organisation, notice, "+45 12 34 56 78", "TikTok", "<i>Data</i>", "2999"];
            for text in said.iter().chain(&given) {
                self.tab
                    .wait_for(&format!("{SCREENS}.includes({})", json!(text)))
                    .with_context(|| format!("{code}: {text:?}"))?;
            }
        }
        // What is announced is no finding.
        let shown = self.tab.evaluate(SCREENS)?;
        let shown = shown.as_str().unwrap_or_default();
        ensure!(shown.contains("WhatsApp"), "what is announced is not shown: {shown}");
        self.open(&json!({"schema": 1, "banned": [{"family": "tiktik"}]}))?;
        self.tab.wait_for("!document.querySelector('#preview-none').hidden")?;
        ensure!(self.tab.evaluate(SCREENS)? == "", "a policy with mistakes is shown");
        Ok(1)
    }

    /// Shows what employees are asked to save before they remove an app.
    fn saving(&mut self) -> Result<usize> {
        let keys = ["save_chats", "save_files", "save_blocked"];
        let texts = app_texts::used_by(&keys.map(|key| format!("say({key:?})")).concat())?;
        self.tab.fill("#preview-language", "fi")?;
        for (family, enforcement, asked) in [
            ("whatsapp", json!(["prompt"]), Some("save_chats")),
            ("capcut", json!(["prompt"]), Some("save_files")),
            ("whatsapp", json!(["prompt", "suspend"]), Some("save_blocked")),
            ("tiktok", json!(["prompt"]), None),
        ] {
            let banned = json!([{"family": family}]);
            self.open(&json!({"schema": 1, "banned": banned, "enforcement": enforcement}))?;
            for key in keys {
                // On the first screen and on that of the app.
                let times = if asked == Some(key) { 2 } else { 0 };
                self.tab
                    .wait_for(&format!("{SCREENS}.split({}).length === {times} + 1", texts[key][3]))
                    .with_context(|| format!("{key} for {family}"))?;
            }
        }
        Ok(1)
    }

    fn open(&mut self, policy: &Value) -> Result<()> {
        let file = self.folder.join("policy.json");
        fs::write(&file, policy.to_string())?;
        self.tab.choose("#policy-open", &[file])?;
        self.tab.wait_for(&format!("{TEXT} === {}", json!(policy.to_string())))
    }

    /// Returns what there is to choose from in a field.
    fn options(&mut self, selector: &str) -> Result<Vec<String>> {
        let values = format!(
            "Array.from(document.querySelector({selector:?}).options, ({{value}}) => value)"
        );
        Ok(serde_json::from_value(self.tab.evaluate(&values)?)?)
    }
}
