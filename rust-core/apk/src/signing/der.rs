//! As much of ASN.1 as finding certificates takes: tags, lengths (BER too) and order. Nothing
//! here recurses; a value of indefinite length is skipped with a counter.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OBJECT_ID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// Context-specific, constructed, number 0.
pub(super) const CONTEXT_0: u8 = 0xa0;
pub(super) const CONTEXT_1: u8 = 0xa1;

/// A value: its tag, its content, and all of its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'d> {
    pub tag: u8,
    pub content: &'d [u8],
    pub whole: &'d [u8],
}

/// Takes the value that `bytes` begin with; the second result is what follows it.
///
/// `steps` is reduced by the values looked at, and `None` is returned when it is used up.
pub(super) fn take<'d>(bytes: &'d [u8], steps: &mut u32) -> Option<(Element<'d>, &'d [u8])> {
    *steps = steps.checked_sub(1)?;
    let header = Header::read(bytes)?;
    let body = bytes.get(header.length..)?;
    if let Some(length) = header.content {
        let (content, rest) = body.split_at_checked(length)?;
        let whole = bytes.get(..header.length + length)?;
        return Some((Element { tag: header.tag, content, whole }, rest));
    }
    // Indefinite: until the matching end-of-contents.
    let mut rest = body;
    let mut open = 1_u32;
    while open > 0 {
        *steps = steps.checked_sub(1)?;
        let inner = Header::read(rest)?;
        rest = rest.get(inner.length..)?;
        match inner.content {
            Some(0) if inner.tag == 0 => open -= 1,
            Some(length) => rest = rest.get(length..)?,
            None => open += 1,
        }
    }
    let content = body.get(..body.len() - rest.len() - 2)?;
    let whole = bytes.get(..bytes.len() - rest.len())?;
    Some((Element { tag: header.tag, content, whole }, rest))
}

/// Takes a value that must have `tag`; returns its content.
pub(super) fn expect<'d>(bytes: &mut &'d [u8], tag: u8, steps: &mut u32) -> Option<Element<'d>> {
    let (element, rest) = take(bytes, steps)?;
    if element.tag != tag {
        return None;
    }
    *bytes = rest;
    Some(element)
}

/// Returns whether `bytes` are one sequence in DER (definite, shortest length) and nothing else.
pub(super) fn is_one_sequence(bytes: &[u8]) -> bool {
    Header::read(bytes).is_some_and(|header| {
        header.tag == SEQUENCE
            && header.shortest
            && header.content.is_some_and(|length| header.length + length == bytes.len())
    })
}

/// Tag and length.
struct Header {
    tag: u8,
    /// Bytes of tag and length themselves.
    length: usize,
    /// Bytes of content; `None` for the indefinite form.
    content: Option<usize>,
    /// Whether the length is written as DER wants it.
    shortest: bool,
}

impl Header {
    /// Tags beyond 30 do not occur where certificates are.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (&tag, rest) = bytes.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (&first, rest) = rest.split_first()?;
        if first < 0x80 {
            let content = Some(usize::from(first));
            return Some(Self { tag, length: 2, content, shortest: true });
        }
        if first == 0x80 {
            return (tag & 0x20 != 0).then_some(Self {
                tag,
                length: 2,
                content: None,
                shortest: false,
            });
        }
        let count = usize::from(first & 0x7f);
        let digits = rest.get(..count)?;
        let significant = digits.iter().skip_while(|&&digit| digit == 0).count();
        if significant > 4 {
            return None;
        }
        let content = digits.iter().fold(0_u64, |value, &digit| value << 8 | u64::from(digit));
        let content = usize::try_from(content).ok()?;
        let shortest = significant == count && content >= 0x80;
        Some(Self { tag, length: 2 + count, content: Some(content), shortest })
    }
}
