//! `WebDriver BiDi`, the protocol that browsers are to have in common.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::web_socket::WebSocket;

/// A session with a browser.
pub struct Bidi {
    socket: WebSocket,
    asked: u64,
    /// What happened while answers were awaited.
    events: Vec<Value>,
}

impl Bidi {
    /// Begins a session in which these events are reported.
    pub fn begin(port: u16, events: &[&str], patience: Duration) -> Result<Self> {
        let socket = WebSocket::connect(port, "/session", patience)?;
        let mut bidi = Self { socket, asked: 0, events: Vec::new() };
        bidi.ask("session.new", &json!({"capabilities": {}}))?;
        bidi.ask("session.subscribe", &json!({"events": events}))?;
        Ok(bidi)
    }

    /// Asks the browser, and returns the answer.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.asked += 1;
        let message = json!({"id": self.asked, "method": method, "params": parameters});
        self.socket.send(&message.to_string())?;
        loop {
            let heard = self.socket.receive().with_context(|| format!("Firefox, at {method}"))?;
            let mut heard: Value = serde_json::from_slice(&heard)?;
            if heard["id"] != self.asked {
                self.events.push(heard);
                continue;
            }
            if heard["type"] == "error" {
                bail!("Firefox refuses {method}: {} ({})", heard["message"], heard["error"]);
            }
            return Ok(heard["result"].take());
        }
    }

    /// Returns what happened since this was asked last.
    pub fn take_events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }
}

/// Returns a value of JavaScript, which the protocol writes with its types, as plain JSON. What JSON
/// has no word for is null.
pub fn plain(value: &Value) -> Value {
    let within = value["value"].as_array().map(Vec::as_slice).unwrap_or_default();
    match value["type"].as_str().unwrap_or_default() {
        "string" | "number" | "boolean" => value["value"].clone(),
        "array" => within.iter().map(plain).collect(),
        "object" => within
            .iter()
            .map(|field| (field[0].as_str().unwrap_or_default().to_owned(), plain(&field[1])))
            .collect(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_plain_json() {
        let number = |number: u8| json!({"type": "number", "value": number});
        let fields = json!([["a", number(1)], ["b", {"type": "undefined"}]]);
        for (value, meant) in [
            (number(1), json!(1)),
            (json!({"type": "string", "value": "1"}), json!("1")),
            (json!({"type": "null"}), json!(null)),
            (json!({"type": "array", "value": [number(1), number(2)]}), json!([1, 2])),
            (json!({"type": "object", "value": fields}), json!({"a": 1, "b": null})),
            (json!({"type": "node", "sharedId": "x"}), json!(null)),
        ] {
            assert_eq!(plain(&value), meant, "{value}");
        }
    }
}
