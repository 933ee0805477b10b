//! Headings of columns that the page and the terminal share.

use crate::language::Texts;

pub const STATUS: Texts = ["Status", "Status", "Tila", "Status"];
pub const DEVICE: Texts = ["Device", "Enhed", "Laite", "Enhet"];
pub const NAME: Texts = ["Name", "Navn", "Nimi", "Namn"];
pub const USER: Texts = ["User", "Bruger", "Käyttäjä", "Användare"];
pub const SYSTEM: Texts = ["System", "System", "Järjestelmä", "System"];
pub const GROUP: Texts = ["Department", "Afdeling", "Osasto", "Avdelning"];
pub const OWNER: Texts = ["Owner", "Ejer", "Omistaja", "Ägare"];
pub const LAST_REPORT: Texts =
    ["Last report", "Seneste rapport", "Viimeisin raportti", "Senaste rapport"];
pub const APP: Texts = ["App", "App", "Sovellus", "App"];
pub const CERTAINTY: Texts = ["Certainty", "Sikkerhed", "Varmuus", "Säkerhet"];
pub const COUNT: Texts = ["Devices", "Enheder", "Laitteita", "Enheter"];
