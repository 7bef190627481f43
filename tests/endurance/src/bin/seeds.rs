//! Writes what fuzzing begins with: `seeds FOLDER` makes `FOLDER/TARGET/…`, the seeds and the inputs once found, and
//! `FOLDER/TARGET.dict`, the words that mean something to it.

use std::fs;
use std::path::PathBuf;

use liangyan_endurance::{TARGETS, found};

fn main() -> std::io::Result<()> {
    let folder: PathBuf = std::env::args().nth(1).expect("usage: seeds FOLDER").into();
    for target in TARGETS {
        let corpus = folder.join(target.name);
        fs::create_dir_all(&corpus)?;
        let inputs = (target.seeds)().into_iter().chain(found(target.name).into_iter().map(|(_, bytes)| bytes));
        for (n, input) in inputs.enumerate() {
            fs::write(corpus.join(format!("seed-{n:03}")), input)?;
        }
        let words: Vec<String> = target.words.iter().map(|word| format!("\"{}\"", escaped(word))).collect();
        fs::write(folder.join(format!("{}.dict", target.name)), words.join("\n") + "\n")?;
    }
    Ok(())
}

/// A word as a dictionary of libFuzzer has it.
fn escaped(word: &str) -> String {
    let each = word.bytes().map(|byte| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    });
    each.collect()
}
