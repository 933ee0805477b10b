//! Whether something was done, or is yet to be.

/// That it was done, in English, Danish, Norwegian, Swedish, Finnish and German.
const DONE: &[&str] = &[
    "succeeded",
    "success",
    "successful",
    "successfully",
    "completed",
    "complete",
    "done",
    "finished",
    "lykkedes",
    "gennemført",
    "fuldført",
    "vellykket",
    "fullført",
    "lyckades",
    "slutförd",
    "klar",
    "onnistui",
    "valmis",
    "suoritettu",
    "erfolgreich",
    "abgeschlossen",
];

/// That it was not, or not yet.
const NOT_DONE: &[&str] = &[
    "pending",
    "failed",
    "failure",
    "error",
    "queued",
    "waiting",
    "waitingfor",
    "scheduled",
    "required",
    "requested",
    "issued",
    "initiated",
    "started",
    "inprogress",
    "ongoing",
    "canceled",
    "cancelled",
    "rejected",
    "available",
    "afventer",
    "afventerpå",
    "venter",
    "venterpå",
    "ventende",
    "ikø",
    "mislykkedes",
    "fejlede",
    "fejl",
    "igang",
    "annulleret",
    "planlagt",
    "tilgængelig",
    "mislyktes",
    "feilet",
    "pågår",
    "tilgjengelig",
    "väntar",
    "väntarpå",
    "väntande",
    "misslyckades",
    "avbruten",
    "tillgänglig",
    "odottaa",
    "odottava",
    "epäonnistui",
    "käynnissä",
    "jonossa",
    "peruttu",
    "saatavilla",
    "ausstehend",
    "stehtaus",
    "fehlgeschlagen",
    "läuft",
    "inwarteschlange",
    "abgebrochen",
    "warteauf",
    "verfügbar",
];

/// Returns whether one of these actions was done, by a text without spaces that names it and how it
/// went, before it or after; `None` if it says anything else.
pub fn is_done(text: &str, actions: &[&str]) -> Option<bool> {
    actions.iter().find_map(|action| {
        let rests = [text.strip_prefix(action), text.strip_suffix(action)];
        rests.into_iter().flatten().find_map(|rest| {
            if DONE.contains(&rest) {
                Some(true)
            } else {
                NOT_DONE.contains(&rest).then_some(false)
            }
        })
    })
}
