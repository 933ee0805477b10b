//! Punycode (RFC 3492): how a label that is not ASCII is written in a host name.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// Appends `label` in Punycode, without the `xn--`; `None` if it is too long to be written so.
pub fn encode(label: &str, out: &mut String) -> Option<()> {
    out.extend(label.chars().filter(char::is_ascii));
    let basic = u32::try_from(label.chars().filter(char::is_ascii).count()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let total = u32::try_from(label.chars().count()).ok()?;
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while handled < total {
        let next = label.chars().map(u32::from).filter(|&c| c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.chars().map(u32::from) {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c == n {
                number(delta, bias, out);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(())
}

/// Appends `value` as a generalised variable-length integer.
fn number(mut value: u32, bias: u32, out: &mut String) {
    for k in (BASE..).step_by(BASE as usize) {
        let t = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if value < t {
            break;
        }
        out.push(digit(t + (value - t) % (BASE - t)));
        value = (value - t) / (BASE - t);
    }
    out.push(digit(value));
}

fn digit(value: u32) -> char {
    char::from_digit((value + 10) % BASE, BASE).unwrap_or('0')
}

fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / handled;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(label: &str) -> String {
        let mut out = String::new();
        encode(label, &mut out).unwrap();
        out
    }

    /// Converts the other way, as RFC 3492 section 6.2 says.
    fn decoded(text: &str) -> String {
        let (basic, digits) = text.rsplit_once('-').unwrap_or(("", text));
        let mut out: Vec<char> = basic.chars().collect();
        let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
        let mut digits = digits.chars().peekable();
        while digits.peek().is_some() {
            let (old, mut w) = (i, 1);
            for k in (BASE..).step_by(BASE as usize) {
                let value = match digits.next().unwrap() {
                    c @ 'a'..='z' => u32::from(c) - u32::from('a'),
                    c => u32::from(c) - u32::from('0') + 26,
                };
                i += value * w;
                let t = if k <= bias { T_MIN } else { T_MAX.min(k - bias) };
                if value < t {
                    break;
                }
                w *= BASE - t;
            }
            let length = u32::try_from(out.len()).unwrap() + 1;
            bias = adapt(i - old, length, old == 0);
            n += i / length;
            i %= length;
            out.insert(i as usize, char::from_u32(n).unwrap());
            i += 1;
        }
        out.into_iter().collect()
    }

    #[test]
    fn labels_are_written_as_registries_write_them() {
        // RFC 3492 section 7.1 (B), (L), and names in use.
        let cases = [
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("blåbærgrød", "blbrgrd-fxak7p"),
            ("münchen", "mnchen-3ya"),
            ("bücher", "bcher-kva"),
        ];
        for (label, written) in cases {
            assert_eq!(encoded(label), written, "{label}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(label in "[a-z0-9à-ÿα-ωЀ-ӿ一-鿿\u{1f600}-\u{1f64f}]{1,20}") {
            prop_assert_eq!(decoded(&encoded(&label)), label);
        }
    }
}
