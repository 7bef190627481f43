//! Unpacks the generated tables.

use super::super::class;
use super::super::flag;
use super::super::pinyin::{Code, Syllabary};
use super::{COVERED, Entry, Expansion, Tables, classes, folds, readings, shapes, split_key, variants};

/// Reads numbers from packed bytes. The tables are generated and tested: running off their end is a bug, and gives zeros.
struct Reader(&'static [u8]);

impl Reader {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    fn varint(&mut self) -> u32 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            n |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 || shift > 21 {
                return n;
            }
            shift += 7;
        }
    }

    fn zigzag(&mut self) -> u32 {
        let n = self.varint();
        (n >> 1) ^ (n & 1).wrapping_neg()
    }
}

/// Folds before they are written into pages.
struct Change {
    from: u32,
    to: u32,
    how: u32,
}

/// The two bits that say how a character was changed, as the generator writes them.
const STYLED: u32 = 1;
const ACCENT: u32 = 2;

/// Room for pages of one class that fold nothing: one for every class.
const SHARED: usize = 32;

pub fn decode() -> Tables {
    let changes = changes();
    let mut tables = Tables {
        pages: Vec::new(),
        entries: Vec::new(),
        expansions: Vec::new(),
        flags: classes::FLAGS,
        readings: vec![Code::NONE; 0x5200],
        further: Vec::new(),
        splits: Vec::new(),
        triples: Vec::new(),
        reads: Vec::new(),
        syllabary: Syllabary::default(),
    };
    shape_tables(&mut tables);
    lay_pages(&mut tables, &changes);
    apply(&mut tables, &changes);
    syllables(&mut tables);
    tables
}

/// Every one-to-one fold.
#[inline(never)]
fn changes() -> Vec<Change> {
    let mut out = Vec::with_capacity(6000);
    let mut runs = Reader(folds::RUNS);
    let mut from = 0x80;
    while !runs.is_empty() {
        from += runs.varint();
        let head = runs.varint();
        let (kind, how, len) = (head & 3, head >> 2 & 3, (head >> 4) + 1);
        let base = runs.zigzag();
        let step = if kind == 2 { 2 } else { 1 };
        for i in 0..len {
            let c = from + step * i;
            let to = if kind == 1 { base.wrapping_add(0x61) } else { c.wrapping_add(base) };
            out.push(Change { from: c, to, how });
        }
        from += step * (len - 1) + 1;
    }
    let (mut keys, mut values) = (Reader(variants::FROM), Reader(variants::TO));
    let (mut from, mut to) = (0x2e80, 0x4e00_u32);
    while !keys.is_empty() {
        from += keys.varint();
        to = to.wrapping_add(values.zigzag());
        let how = if (0x4e00..=0x9fff).contains(&from) { 0 } else { STYLED };
        out.push(Change { from, to, how });
    }
    out
}

/// Classes of everything, in pages; only pages with something of their own get space of their own.
#[inline(never)]
fn lay_pages(tables: &mut Tables, changes: &[Change]) {
    let pages = (COVERED >> 8) as usize;
    let mut own = vec![false; pages];
    own[0] = true;
    let mut touch = |c: u32| own[(c >> 8) as usize] = true;
    for change in changes {
        touch(change.from);
    }
    let mut runs = Vec::with_capacity(1500);
    let mut reader = Reader(classes::CLASSES);
    let mut from = 0x80;
    while !reader.is_empty() {
        from += reader.varint();
        runs.push((from, reader.byte()));
        if from & 0xff != 0 {
            touch(from);
        }
    }
    let mut multi = Reader(folds::MULTI);
    let mut from = 0x80;
    while !multi.is_empty() {
        from += multi.varint();
        multi.varint();
        touch(from);
    }
    let mut looks = Reader(folds::LOOKS);
    let mut from = 0x80;
    while !looks.is_empty() {
        from += looks.varint();
        looks.byte();
        touch(from);
    }
    for &(c, _) in &tables.reads {
        touch(c as u32);
    }
    for &(key, _) in &tables.splits {
        touch(key >> 16);
    }
    for (parts, _) in &tables.triples {
        touch(parts[2] as u32);
    }

    tables.entries.reserve((own.iter().filter(|own| **own).count() + SHARED) << 8);
    let mut shared = [u16::MAX; SHARED];
    let mut run = 0;
    let start_of = |run: usize| runs.get(run).map_or(COVERED, |(start, _)| *start);
    for (page, own) in own.into_iter().enumerate() {
        let (mut c, end) = ((page as u32) << 8, (page as u32 + 1) << 8);
        while start_of(run + 1) <= c {
            run += 1;
        }
        let class = usize::from(runs[run].1);
        if !own && shared[class] != u16::MAX {
            tables.pages.push(shared[class]);
            continue;
        }
        let place = (tables.entries.len() >> 8) as u16;
        tables.pages.push(place);
        if !own {
            shared[class] = place;
        }
        while c < end {
            let next = start_of(run + 1).min(end);
            tables.entries.resize(tables.entries.len() + (next - c) as usize, Entry::new(runs[run].1));
            run += usize::from(start_of(run + 1) == next && next < end);
            c = next;
        }
    }
    for c in 0..0x80_u8 {
        tables.entries[usize::from(c)] = Entry::new(ascii(c));
    }
}

const fn ascii(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => class::LATIN,
        b'0'..=b'9' => class::DIGIT,
        b'\n' | b'\r' | 0x0b | 0x0c => class::NEWLINE,
        b' ' | b'\t' => class::SPACE,
        b'!' | b'?' | b';' => class::STOP,
        b'.' => class::DOT,
        b',' | b':' => class::COMMA,
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' | b'~' => class::WEAK,
        0..0x20 | 0x7f => class::INVISIBLE,
        _ => class::SYMBOL,
    }
}

/// Writes folds, look-alike letters and hints into the pages.
#[inline(never)]
fn apply(tables: &mut Tables, changes: &[Change]) {
    for c in 'A'..='Z' {
        tables.entries[c as usize].0 |= 0x20;
    }
    let place = |tables: &Tables, c: u32| usize::from(tables.pages[(c >> 8) as usize]) << 8 | (c & 0xff) as usize;
    let hint = |tables: &mut Tables, c: u32, hint: u8| {
        let at = place(tables, c);
        tables.entries[at].0 |= u32::from(hint) << Entry::CLASS;
    };
    for i in 0..tables.reads.len() {
        hint(tables, tables.reads[i].0 as u32, class::READS);
    }
    for i in 0..tables.splits.len() {
        hint(tables, tables.splits[i].0 >> 16, class::ENDS_SPLIT);
    }
    for i in 0..tables.triples.len() {
        hint(tables, tables.triples[i].0[2] as u32, class::ENDS_SPLIT);
    }
    let mut looks = Reader(folds::LOOKS);
    let mut from = 0x80;
    while !looks.is_empty() {
        from += looks.varint();
        let letter = u32::from(looks.byte() - b'a' + 1);
        let at = place(tables, from);
        tables.entries[at].0 |= letter << Entry::LETTER;
    }
    for &Change { from, to, how } in changes {
        let at = place(tables, from);
        let (own, target) = (tables.entries[at], tables.entries[place(tables, to)]);
        // A capital may look like a Latin letter where its small letter does not, or like another one.
        let (class, look) = match own.class() & class::MASK {
            class @ (class::LOOK | class::LOOSE_LOOK) => (class, own.look()),
            _ => (target.class(), target.look()),
        };
        let styled = if how & (STYLED | ACCENT) != 0 { Entry::STYLED } else { 0 };
        let accent = if how & ACCENT != 0 { Entry::ACCENT } else { 0 };
        let shift = to.wrapping_sub(from) & (COVERED - 1);
        tables.entries[at] = Entry(shift | Entry::new(class).0 | styled | accent | u32::from(look) << Entry::LETTER);
    }
    let mut multi = Reader(folds::MULTI);
    let mut text = folds::MULTI_TEXT.chars();
    let mut from = 0x80;
    while !multi.is_empty() {
        from += multi.varint();
        let head = multi.varint();
        let styled = if head & (STYLED | ACCENT) != 0 { flag::STYLED } else { 0 };
        let accent = if head & ACCENT != 0 { flag::ACCENT } else { 0 };
        let at = place(tables, from);
        tables.entries[at] = Entry(tables.expansions.len() as u32 | Entry::new(class::MULTI).0);
        tables
            .expansions
            .push(Expansion { text: text.by_ref().take((head >> 2) as usize).collect(), flags: styled | accent });
    }
}

#[inline(never)]
fn shape_tables(tables: &mut Tables) {
    for group in shapes::SPLITS.split_ascii_whitespace() {
        let parts: Vec<char> = group.chars().collect();
        match parts[..] {
            [first, last, whole] => tables.splits.extend(split_key(first, last).map(|key| (key, whole))),
            [a, b, c, whole] => tables.triples.push(([a, b, c], whole)),
            _ => {}
        }
    }
    for pair in shapes::READ_AS.split_ascii_whitespace() {
        let mut chars = pair.chars();
        if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            tables.reads.push((from, to));
        }
    }
}

#[inline(never)]
fn syllables(tables: &mut Tables) {
    let syllabary = Syllabary::new(readings::SYLLABLES);
    let codes: Vec<Code> = readings::SYLLABLES.split_ascii_whitespace().map(Code::of).collect();
    let (mut characters, mut usual) = (Reader(readings::CHARACTERS), Reader(readings::USUAL));
    let mut c = 0;
    while !characters.is_empty() {
        c += characters.varint();
        let mut index = 0;
        loop {
            let byte = usual.byte();
            index += usize::from(byte);
            if byte != u8::MAX {
                break;
            }
        }
        if let (Some(slot), Some(code)) = (tables.readings.get_mut(c as usize), codes.get(index)) {
            *slot = *code;
        }
    }
    for entry in readings::FURTHER.split_ascii_whitespace() {
        let mut chars = entry.chars();
        if let Some(c) = chars.next() {
            tables.further.extend(chars.as_str().split(',').map(|s| (c, Code::of(s))));
        }
    }
    // The generator writes all of them in the order they are searched in: a sort would be kilobytes of wasm.
    debug_assert!(
        tables.further.is_sorted_by_key(|(c, _)| *c) && tables.splits.is_sorted() && tables.reads.is_sorted()
    );
    tables.syllabary = syllabary;
}
