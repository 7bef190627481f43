//! The pattern language of rule sources, down to flat sequences of elements.
//!
//! `{you} <0-4> (没|没有) 脑子` is a slot, a gap, and one element with the literals 没脑子 and 没有脑子: alternatives next
//! to literals are multiplied out, so that the matcher looks for long, rare strings.

/// One step of a flat sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of the literals that alternatives, one behind the other, multiply to; not yet folded.
    Literals(Vec<Vec<String>>),
    /// A member of the slot of this name.
    Slot(String),
    /// What the format detector of this name finds.
    Detector(String),
    /// So many units of anything, in the same sentence.
    Gap(u8, u8),
}

/// The widest gap, in units.
pub const MAX_GAP: u8 = 12;

/// The most sequences one pattern may stand for.
const MAX_EXPANSION: usize = 64;

/// The most literals one element may stand for; beyond, the next alternatives become an element of their own.
const MAX_LITERALS: usize = 48;

/// The literals a product of alternatives stands for.
pub fn product(sets: &[Vec<String>]) -> Vec<String> {
    sets.iter().fold(vec![String::new()], |all, set| {
        all.iter().flat_map(|a| set.iter().map(move |b| format!("{a}{b}"))).collect()
    })
}

/// Parses a pattern into the sequences it stands for.
///
/// # Errors
/// What is wrong and how to mend it.
pub fn parse(text: &str) -> Result<Vec<Vec<Step>>, (String, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let nodes = parse_nodes(&chars, &mut at, 0)?;
    if at < chars.len() {
        return Err((format!("`{}` closes nothing", chars[at]), "Take it out, or write it as `\\)`".into()));
    }
    let mut sequences: Vec<Vec<Step>> = expand(&nodes)?.iter().map(|s| tidy(s)).collect();
    sequences.retain(|s| !s.is_empty());
    sequences.dedup();
    for sequence in &sequences {
        if matches!(sequence.first(), Some(Step::Gap(..))) || matches!(sequence.last(), Some(Step::Gap(..))) {
            return Err((
                "a gap stands at the edge of the pattern".into(),
                "Take it out: text around a match is free anyway".into(),
            ));
        }
        if !sequence.iter().any(|s| matches!(s, Step::Literals(_) | Step::Slot(_) | Step::Detector(_))) {
            return Err(("the pattern matches anything".into(), "Give it at least one literal".into()));
        }
    }
    if sequences.is_empty() {
        return Err(("the pattern matches the empty text".into(), "Make at least one part of it not optional".into()));
    }
    Ok(sequences)
}

#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Step(Step),
    /// Alternatives; an empty one makes the group optional.
    Choice(Vec<Vec<Node>>),
}

fn parse_nodes(chars: &[char], at: &mut usize, depth: u8) -> Result<Vec<Node>, (String, String)> {
    let mut nodes = Vec::new();
    let mut text = String::new();
    while *at < chars.len() {
        match chars[*at] {
            '\\' => {
                *at += 1;
                text.extend(chars.get(*at));
            }
            '(' => {
                flush(&mut text, &mut nodes);
                *at += 1;
                nodes.push(parse_choice(chars, at, depth)?);
                continue;
            }
            ')' => break,
            '|' if depth > 0 => break,
            '|' => {
                return Err((
                    "`|` stands outside brackets".into(),
                    "Write alternatives as `(a|b)`; ` | ` with spaces begins the next pattern".into(),
                ));
            }
            '{' => {
                flush(&mut text, &mut nodes);
                let name = until(chars, at, '}')?;
                nodes.push(Node::Step(match name.strip_prefix('#') {
                    Some(detector) => Step::Detector(detector.to_owned()),
                    None => Step::Slot(name),
                }));
            }
            '<' => {
                flush(&mut text, &mut nodes);
                let body = until(chars, at, '>')?;
                nodes.push(Node::Step(parse_gap(&body)?));
            }
            c => text.push(c),
        }
        *at += 1;
    }
    flush(&mut text, &mut nodes);
    Ok(nodes)
}

fn flush(text: &mut String, nodes: &mut Vec<Node>) {
    if !text.is_empty() {
        nodes.push(Node::Text(std::mem::take(text)));
    }
}

/// The text up to `close`; leaves `at` on it.
fn until(chars: &[char], at: &mut usize, close: char) -> Result<String, (String, String)> {
    let open = chars[*at];
    let rest = &chars[*at + 1..];
    let Some(n) = rest.iter().position(|c| *c == close) else {
        return Err((
            format!("`{open}` is never closed"),
            format!("Add `{close}`, or write `\\{open}` for the character itself"),
        ));
    };
    *at += n + 1;
    Ok(rest[..n].iter().collect())
}

fn parse_gap(body: &str) -> Result<Step, (String, String)> {
    let bad = || (format!("`<{body}>` is not a gap"), format!("Write `<0-4>`: from 0 to {MAX_GAP} units"));
    let (min, max) = body.split_once('-').ok_or_else(bad)?;
    let (min, max) = (min.trim().parse::<u8>().map_err(|_| bad())?, max.trim().parse::<u8>().map_err(|_| bad())?);
    if min > max || max > MAX_GAP {
        return Err(bad());
    }
    Ok(Step::Gap(min, max))
}

/// After `(`: the alternatives, `)` and a `?` if there is one. Leaves `at` behind them.
fn parse_choice(chars: &[char], at: &mut usize, depth: u8) -> Result<Node, (String, String)> {
    if depth >= 4 {
        return Err(("brackets are nested too deeply".into(), "Write the pattern as several".into()));
    }
    let mut branches = Vec::new();
    loop {
        branches.push(parse_nodes(chars, at, depth + 1)?);
        match chars.get(*at) {
            Some('|') => *at += 1,
            Some(_) => break,
            None => {
                return Err(("`(` is never closed".into(), "Add `)`, or write `\\(` for the character itself".into()));
            }
        }
    }
    *at += 1;
    if chars.get(*at) == Some(&'?') {
        *at += 1;
        branches.push(Vec::new());
    }
    Ok(Node::Choice(branches))
}

/// All flat sequences a list of nodes stands for. Literal-only choices stay together as one set.
fn expand(nodes: &[Node]) -> Result<Vec<Vec<Step>>, (String, String)> {
    let mut done: Vec<Vec<Step>> = vec![Vec::new()];
    for node in nodes {
        let branches: Vec<Vec<Step>> = match node {
            Node::Text(text) => vec![vec![Step::Literals(vec![vec![text.clone()]])]],
            Node::Step(step) => vec![vec![step.clone()]],
            Node::Choice(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(expand(branch)?);
                }
                merge_literal_branches(all)
            }
        };
        let mut next = Vec::new();
        for prefix in &done {
            for branch in &branches {
                let mut sequence = prefix.clone();
                for step in branch {
                    push(&mut sequence, step.clone());
                }
                next.push(sequence);
            }
        }
        if next.len() > MAX_EXPANSION {
            return Err((
                format!("the pattern stands for more than {MAX_EXPANSION} sequences"),
                "Split it, or make a slot of the alternatives".into(),
            ));
        }
        done = next;
    }
    Ok(done)
}

/// Branches that are one literal (or empty) become one set of literals; the others stay.
fn merge_literal_branches(branches: Vec<Vec<Step>>) -> Vec<Vec<Step>> {
    let mut literals = Vec::new();
    let mut rest = Vec::new();
    for branch in branches {
        match branch.as_slice() {
            [] => literals.push(String::new()),
            [Step::Literals(sets)] => literals.extend(product(sets)),
            _ => rest.push(branch),
        }
    }
    if !literals.is_empty() {
        rest.push(vec![Step::Literals(vec![literals])]);
    }
    rest
}

/// Appends a step; literals multiply into the literals before them while the product stays small.
fn push(sequence: &mut Vec<Step>, step: Step) {
    let size = |sets: &[Vec<String>]| sets.iter().map(Vec::len).product::<usize>();
    if let (Some(Step::Literals(last)), Step::Literals(next)) = (sequence.last_mut(), &step)
        && size(last) * size(next) <= MAX_LITERALS
    {
        for set in next {
            match (last.last_mut().map(Vec::as_mut_slice), set.as_slice()) {
                (Some([only]), [more]) => only.push_str(more),
                _ => last.push(set.clone()),
            }
        }
        return;
    }
    sequence.push(step);
}

/// Takes out literals that are only space; what may be empty splits off no sequence of its own but widens to a gap.
fn tidy(sequence: &[Step]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for step in sequence {
        match step {
            Step::Literals(sets) => {
                let all = product(sets);
                let widest = all.iter().map(|l| units(l)).max().unwrap_or(0);
                if widest == 0 && all.iter().all(|l| l.trim().is_empty()) {
                    continue;
                }
                // Some alternative was empty: between two elements the whole step is a short gap.
                if all.iter().any(|l| l.trim().is_empty()) {
                    out.push(Step::Gap(0, widest));
                } else {
                    out.push(step.clone());
                }
            }
            Step::Gap(min, max) => {
                if let Some(Step::Gap(last_min, last_max)) = out.last_mut() {
                    *last_min = (*last_min + min).min(MAX_GAP);
                    *last_max = (*last_max + max).min(MAX_GAP);
                } else {
                    out.push(step.clone());
                }
            }
            other => out.push(other.clone()),
        }
    }
    while matches!(out.first(), Some(Step::Gap(0, _))) {
        out.remove(0);
    }
    while matches!(out.last(), Some(Step::Gap(0, _))) && out.len() > 1 {
        out.pop();
    }
    out
}

/// How many units a literal is long: Han characters one each, Latin words one each.
fn units(literal: &str) -> u8 {
    let mut n = 0u8;
    let mut in_word = false;
    for c in literal.chars() {
        let word = crate::text::is_word_char(c);
        if (word && !in_word) || (!word && c.is_alphanumeric()) {
            n = n.saturating_add(1);
        }
        in_word = word;
    }
    n.min(MAX_GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(sets: &[&[&str]]) -> Step {
        Step::Literals(sets.iter().map(|set| set.iter().map(|s| (*s).to_owned()).collect()).collect())
    }

    #[test]
    fn alternatives_multiply_into_literals() {
        let parsed = parse("{you} <0-4> (没|没有)脑子").unwrap();
        assert_eq!(
            parsed,
            vec![vec![Step::Slot("you".into()), Step::Gap(0, 4), literals(&[&[" "], &["没", "没有"], &["脑子"]])]]
        );
    }

    #[test]
    fn optional_slot_gives_two_sequences() {
        assert_eq!(parse("滚 ({you})? 蛋").unwrap().len(), 2);
    }

    #[test]
    fn an_optional_literal_between_slots_becomes_a_gap() {
        let parsed = parse("{you} (really )?{bad}").unwrap();
        assert_eq!(parsed, vec![vec![Step::Slot("you".into()), Step::Gap(0, 1), Step::Slot("bad".into())]]);
    }

    #[test]
    fn mistakes_name_the_mend() {
        for wrong in ["(a|b", "{you", "<0-4", "<5-2>x", "a <0-99> b", "a)", "a|b", "(x)?"] {
            let (problem, mend) = parse(wrong).unwrap_err();
            assert!(!problem.is_empty() && !mend.is_empty(), "{wrong}");
        }
    }

    #[test]
    fn escapes_stand_for_themselves() {
        assert_eq!(parse(r"傻\*").unwrap(), vec![vec![literals(&[&["傻*"]])]]);
    }
}
