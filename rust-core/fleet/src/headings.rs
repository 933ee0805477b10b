//! Headings of columns that the page and the terminal share.

use crate::texts::Texts;

pub const STATUS: Texts = ["Status", "Status", "Status", "Tila", "Status", "Status"];
pub const DEVICE: Texts = ["Device", "Enhed", "Gerät", "Laite", "Enhet", "Enhet"];
pub const NAME: Texts = ["Name", "Navn", "Name", "Nimi", "Navn", "Namn"];
pub const USER: Texts = ["User", "Bruger", "Benutzer", "Käyttäjä", "Bruker", "Användare"];
pub const SYSTEM: Texts = ["System", "System", "System", "Järjestelmä", "System", "System"];
pub const GROUP: Texts = ["Department", "Afdeling", "Abteilung", "Osasto", "Avdeling", "Avdelning"];
pub const OWNER: Texts = ["Owner", "Ejer", "Eigentümer", "Omistaja", "Eier", "Ägare"];
pub const LAST_REPORT: Texts = [
    "Last report",
    "Seneste rapport",
    "Letzte Meldung",
    "Viimeisin raportti",
    "Siste rapport",
    "Senaste rapport",
];
pub const APP: Texts = ["App", "App", "App", "Sovellus", "App", "App"];
pub const CERTAINTY: Texts =
    ["Certainty", "Sikkerhed", "Sicherheit", "Varmuus", "Sikkerhet", "Säkerhet"];
pub const COUNT: Texts = ["Devices", "Enheder", "Geräte", "Laitteita", "Enheter", "Enheter"];
