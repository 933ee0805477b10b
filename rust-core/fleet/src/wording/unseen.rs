//! What is unseen of devices, and what helps.

use appvagt_scanner::Language;
use std::collections::BTreeSet;

use appvagt_inventory::Unseen;

use crate::outcome::FleetOutcome;
use crate::texts::Texts;

/// Returns what devices of which this is unseen have in common.
pub fn unseen(unseen: Unseen, language: Language) -> &'static str {
    language.of(match unseen {
        Unseen::Everything => [
            "no app is reported",
            "ingen app er indberettet",
            "es wird keine App gemeldet",
            "yhtään sovellusta ei ole ilmoitettu",
            "ingen app er rapportert",
            "ingen app har rapporterats",
        ],
        Unseen::OtherApps => [
            "the list is about one app and says nothing of the others",
            "listen handler om én app og siger intet om de andre",
            "die Liste handelt von einer App und sagt nichts über die anderen",
            "luettelo koskee yhtä sovellusta eikä kerro muista mitään",
            "listen handler om én app og sier ingenting om de andre",
            "listan handlar om en app och säger inget om de andra",
        ],
        Unseen::PersonalSide => [
            "the personal side is not shown",
            "den private side vises ikke",
            "die private Seite wird nicht gezeigt",
            "henkilökohtainen puoli ei näy",
            "den private siden vises ikke",
            "den privata sidan visas inte",
        ],
        Unseen::UnmanagedApps => [
            "only managed apps are shown",
            "kun administrerede apps vises",
            "nur verwaltete Apps werden gezeigt",
            "vain hallitut sovellukset näkyvät",
            "bare administrerte apper vises",
            "bara hanterade appar visas",
        ],
        Unseen::UnmanagedAppsIfPersonal => [
            "only managed apps are shown if it is a personal device",
            "kun administrerede apps vises, hvis enheden er privat",
            "nur verwaltete Apps werden gezeigt, wenn es ein privates Gerät ist",
            "vain hallitut sovellukset näkyvät, jos laite on henkilökohtainen",
            "bare administrerte apper vises hvis enheten er privat",
            "bara hanterade appar visas om enheten är privat",
        ],
        Unseen::OtherUsers => [
            "other users and profiles are not shown",
            "andre brugere og profiler vises ikke",
            "andere Benutzer und Profile werden nicht gezeigt",
            "muut käyttäjät ja profiilit eivät näy",
            "andre brukere og profiler vises ikke",
            "andra användare och profiler visas inte",
        ],
        Unseen::Rest => [
            "its list of apps is cut short",
            "dens liste over apps er afkortet",
            "seine Liste der Apps ist abgeschnitten",
            "sen sovellusluettelo on katkennut",
            "listen over appene er avkortet",
            "dess lista över appar är avkortad",
        ],
        Unseen::Meaning => [
            "a word about it or its apps is not understood",
            "et ord om den eller dens apps forstås ikke",
            "ein Wort über das Gerät oder seine Apps wird nicht verstanden",
            "sanaa, joka koskee sitä tai sen sovelluksia, ei ymmärretä",
            "et ord om enheten eller appene forstås ikke",
            "ett ord om den eller dess appar förstås inte",
        ],
        Unseen::AppNames => [
            "an app in its list has neither an id nor a name",
            "en app på dens liste har hverken id eller navn",
            "eine App in seiner Liste hat weder Kennung noch Namen",
            "sen luettelossa on sovellus, jolla ei ole tunnistetta eikä nimeä",
            "en app på listen har verken ID eller navn",
            "en app i dess lista har varken id eller namn",
        ],
        Unseen::SharedName => [
            "several users have a device of this name",
            "flere brugere har en enhed med dette navn",
            "mehrere Benutzer haben ein Gerät mit diesem Namen",
            "usealla käyttäjällä on tämänniminen laite",
            "flere brukere har en enhet med dette navnet",
            "flera användare har en enhet med detta namn",
        ],
        Unseen::DamagedId => [
            "a spreadsheet has changed its id",
            "et regneark har ændret dens id",
            "eine Tabellenkalkulation hat seine Kennung verändert",
            "taulukkolaskenta on muuttanut sen tunnistetta",
            "et regneark har endret ID-en",
            "ett kalkylprogram har ändrat dess id",
        ],
        Unseen::Today => [
            "its last report is too old",
            "dens seneste rapport er for gammel",
            "seine letzte Meldung ist zu alt",
            "sen viimeisin raportti on liian vanha",
            "siste rapport er for gammel",
            "dess senaste rapport är för gammal",
        ],
    })
}

/// Returns what to do about it, with what the formats at hand call it.
pub fn remedy(what: Unseen, outcome: &FleetOutcome, language: Language) -> String {
    let remedy = language.of(texts_of_remedy(what));
    let setting = |format: &str| match (what, format) {
        (Unseen::Everything, "amapi") => Some("statusReportingSettings.applicationReportsEnabled"),
        (Unseen::Everything, "google-directory") => Some("projection=FULL"),
        (Unseen::Everything, "fleet") => Some("populate_software=true"),
        (Unseen::Everything, "jamf") => Some("section=APPLICATIONS"),
        (Unseen::Everything, "graph-devices") => Some("managedDevices/ID/detectedApps"),
        (Unseen::AppNames, "graph-devices") => Some("deviceManagement/detectedApps"),
        (Unseen::AppNames, "graph-apps" | "amapi" | "jamf") => Some("ConvertTo-Json -Depth 10"),
        (Unseen::UnmanagedAppsIfPersonal, "intune") => Some("Devices.csv: Ownership"),
        _ => None,
    };
    let settings: BTreeSet<_> =
        outcome.files.iter().filter_map(|file| setting(file.format)).collect();
    if settings.is_empty() {
        return remedy.to_owned();
    }
    let settings: Vec<_> = settings.into_iter().collect();
    format!("{remedy} ({})", settings.join("; "))
}

#[expect(clippy::too_many_lines, reason = "a table of texts")]
fn texts_of_remedy(unseen: Unseen) -> Texts {
    match unseen {
        Unseen::Everything => [
            "Check that the MDM asks for the list of apps, and that the device is in use.",
            "Kontrollér, at MDM-systemet beder om listen over apps, og at enheden er i brug.",
            "Prüfen Sie, ob das MDM die Liste der Apps abfragt und ob das Gerät benutzt wird.",
            "Tarkista, että MDM pyytää sovellusluettelon ja että laite on käytössä.",
            "Kontroller at MDM-systemet ber om listen over apper, og at enheten er i bruk.",
            "Kontrollera att MDM-systemet frågar efter listan över appar och att enheten används.",
        ],
        Unseen::OtherApps => [
            "Export the list of all apps on all devices.",
            "Eksportér listen over alle apps på alle enheder.",
            "Exportieren Sie die Liste aller Apps auf allen Geräten.",
            "Vie kaikkien laitteiden kaikkien sovellusten luettelo.",
            "Eksporter listen over alle apper på alle enheter.",
            "Exportera listan över alla appar på alla enheter.",
        ],
        Unseen::PersonalSide => [
            "No MDM sees it. List the ids to block in the policy for the personal side, and ask \
             the employee.",
            "Intet MDM-system ser den. Skriv de id'er, der skal blokeres, i politikken for den \
             private side, og spørg medarbejderen.",
            "Kein MDM sieht sie. Nehmen Sie die zu sperrenden Kennungen in die Richtlinie für \
             die private Seite auf, und fragen Sie die Beschäftigten.",
            "Mikään MDM ei näe sitä. Kirjaa estettävät tunnisteet henkilökohtaisen puolen \
             käytäntöön ja kysy työntekijältä.",
            "Ingen MDM-systemer ser den. Før opp ID-ene som skal blokkeres, i policyen for den \
             private siden, og spør den ansatte.",
            "Inget MDM-system ser den. Ange de id:n som ska blockeras i policyn för den privata \
             sidan, och fråga medarbetaren.",
        ],
        Unseen::UnmanagedApps => [
            "Ask the employee, or look at the device.",
            "Spørg medarbejderen, eller se på enheden.",
            "Fragen Sie die Beschäftigten, oder sehen Sie auf dem Gerät nach.",
            "Kysy työntekijältä tai katso laitetta.",
            "Spør den ansatte, eller se på enheten.",
            "Fråga medarbetaren, eller titta på enheten.",
        ],
        Unseen::UnmanagedAppsIfPersonal => [
            "Add the list of devices with their ownership as a second file. If all devices belong \
             to the organisation, use --company-owned.",
            "Tilføj listen over enheder med deres ejerskab som en fil mere. Hvis alle enheder \
             tilhører organisationen, så brug --company-owned.",
            "Geben Sie die Liste der Geräte mit ihren Eigentumsverhältnissen als zweite Datei \
             an. Gehören alle Geräte der Organisation, verwenden Sie --company-owned.",
            "Lisää toiseksi tiedostoksi laiteluettelo, jossa on omistajuus. Jos kaikki laitteet \
             ovat organisaation, käytä valitsinta --company-owned.",
            "Legg til listen over enheter med eierskap som en fil til. Hvis alle enhetene \
             tilhører organisasjonen, bruk --company-owned.",
            "Lägg till listan över enheter med ägarskap som en fil till. Om alla enheter tillhör \
             organisationen, använd --company-owned.",
        ],
        Unseen::OtherUsers => [
            "List each user: pm list packages --user ID (pm list users has the ids).",
            "List hver bruger: pm list packages --user ID (pm list users har id'erne).",
            "Listen Sie jeden Benutzer auf: pm list packages --user ID (die Kennungen zeigt pm \
             list users).",
            "Luettele jokainen käyttäjä: pm list packages --user ID (tunnisteet: pm list users).",
            "List opp hver bruker: pm list packages --user ID (pm list users har ID-ene).",
            "Lista varje användare: pm list packages --user ID (pm list users har id:na).",
        ],
        Unseen::Rest => [
            "Get the whole file, or all of its list in one page.",
            "Hent hele filen, eller hele dens liste på én side.",
            "Beschaffen Sie die ganze Datei oder ihre ganze Liste auf einer Seite.",
            "Hanki koko tiedosto tai koko luettelo yhdellä sivulla.",
            "Hent hele filen, eller hele listen på én side.",
            "Hämta hela filen, eller hela dess lista på en sida.",
        ],
        Unseen::Meaning => [
            "The words are listed below. Export the list in English, or as codes.",
            "Ordene står nedenfor. Eksportér listen på engelsk eller som koder.",
            "Die Wörter stehen unten. Exportieren Sie die Liste auf Englisch oder als Codes.",
            "Sanat on lueteltu alla. Vie luettelo englanniksi tai koodeina.",
            "Ordene står nedenfor. Eksporter listen på engelsk eller som koder.",
            "Orden står nedan. Exportera listan på engelska eller som koder.",
        ],
        Unseen::AppNames => [
            "Export the list with package names, bundle ids or names. If it names apps by keys of \
             the MDM, add the list of apps as a second file.",
            "Eksportér listen med pakkenavne, bundle-id'er eller navne. Hvis den kalder apps ved \
             MDM-systemets nøgler, så tilføj listen over apps som en fil mere.",
            "Exportieren Sie die Liste mit Paketnamen, Bundle-IDs oder Namen. Nennt sie Apps nur \
             mit Schlüsseln des MDM, geben Sie die Liste der Apps als zweite Datei an.",
            "Vie luettelo pakettinimineen, bundle-tunnisteineen tai nimineen. Jos siinä on vain \
             MDM:n avaimia, lisää sovellusluettelo toiseksi tiedostoksi.",
            "Eksporter listen med pakkenavn, bundle-ID-er eller navn. Hvis den bare har \
             MDM-systemets nøkler for apper, legg til listen over apper som en fil til.",
            "Exportera listan med paketnamn, bundle-id:n eller namn. Om den anger appar med \
             MDM-systemets nycklar, lägg till listan över appar som en fil till.",
        ],
        Unseen::SharedName => [
            "Export the list with serial numbers or ids of devices, and name that field with \
             --device.",
            "Eksportér listen med enhedernes serienumre eller id'er, og angiv feltet med --device.",
            "Exportieren Sie die Liste mit Seriennummern oder Kennungen der Geräte, und nennen \
             Sie das Feld mit --device.",
            "Vie luettelo laitteiden sarjanumeroineen tai tunnisteineen ja nimeä kenttä \
             valitsimella --device.",
            "Eksporter listen med serienumrene eller ID-ene til enhetene, og angi feltet med \
             --device.",
            "Exportera listan med enheternas serienummer eller id:n, och ange fältet med --device.",
        ],
        Unseen::DamagedId => [
            "Export the list again, and do not save it with a spreadsheet program.",
            "Eksportér listen igen, og gem den ikke i et regneark.",
            "Exportieren Sie die Liste erneut, und speichern Sie sie nicht mit einer \
             Tabellenkalkulation.",
            "Vie luettelo uudelleen, äläkä tallenna sitä taulukkolaskentaohjelmalla.",
            "Eksporter listen på nytt, og ikke lagre den med et regneark.",
            "Exportera listan igen, och spara den inte med ett kalkylprogram.",
        ],
        Unseen::Today => [
            "Look for the device. --stale DAYS sets how old a report may be.",
            "Find enheden. --stale DAYS bestemmer, hvor gammel en rapport må være.",
            "Suchen Sie das Gerät. --stale DAYS legt fest, wie alt eine Meldung sein darf.",
            "Etsi laite. --stale DAYS määrää, kuinka vanha raportti saa olla.",
            "Finn enheten. --stale DAYS bestemmer hvor gammel en rapport kan være.",
            "Leta efter enheten. --stale DAYS anger hur gammal en rapport får vara.",
        ],
    }
}
