//! Laws a draft names, from a dated list.

use super::{Document, Input, Jurisdiction};

const LIST: &str = include_str!("statutes.tsv");

/// Names the laws of the jurisdiction that fit the kind, with the date they were last looked up.
pub fn write(input: &Input, out: &mut Document) {
    let Some(jurisdiction) = input.jurisdiction else { return };
    let mut first = true;
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kinds, whose, since, checked, en, zh, tw, source] = fields[..] else { continue };
        if whose != Jurisdiction::name(jurisdiction) || !kinds.split(',').any(|kind| kind == input.kind.name()) {
            continue;
        }
        if first {
            out.heading("Law that may apply", "可能适用的法律", "可能適用的法律");
            first = false;
        }
        let law = input.lang.pick(en, zh, tw);
        let (force, looked) =
            (input.lang.pick("in force since", "施行于", "施行於"), input.lang.pick("looked up", "核对于", "核對於"));
        out.item(format!("{law} ({force} {since}; {looked} {checked}: {source})"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;

    #[test]
    fn every_line_is_whole_and_dated() {
        for line in super::LIST.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 8, "{line}");
            assert!(fields[0].split(',').all(|kind| Kind::ALL.iter().any(|known| known.name() == kind)), "{line}");
            assert!(["EU", "CN", "US"].contains(&fields[1]), "{line}");
            assert!(fields[2..4].iter().all(|date| date.len() == 10), "{line}");
        }
    }
}
