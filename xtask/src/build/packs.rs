//! Rule packs, compiled.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Places;
use super::step::{self, Key};

/// Compiles every folder of `packs` that has a `PACK` file to `packs/NAME.lypack` between the steps.
pub fn build(places: &Places) -> Result<()> {
    // The compiler is part of this program: another compiler may write another pack from the same rules.
    let compiler = std::env::current_exe()?;
    for entry in fs::read_dir(places.root.join("packs"))? {
        let source = entry?.path();
        if !source.join("PACK").exists() {
            continue;
        }
        let name = source.file_name().and_then(|name| name.to_str()).context("a pack's folder has an odd name")?;
        let out = places.between.join(format!("packs/{name}.lypack"));
        let mut key = Key::new("pack");
        key.path(&source)?.path(&compiler)?;
        step::run(&places.between, &format!("pack-{name}"), key, &[&out], || {
            fs::write(&out, compile(&source)?).with_context(|| format!("cannot write {}", out.display()))
        })?;
    }
    // The statistical model is loaded as the packs are, and lies beside them.
    let (model, out) = (places.root.join("packs/model.lymodel"), places.between.join("packs/model.lypack"));
    let mut key = Key::new("model");
    key.path(&model)?;
    step::run(&places.between, "pack-model", key, &[&out], || {
        fs::copy(&model, &out).map(|_| ()).with_context(|| format!("cannot write {}", out.display()))
    })
}

fn compile(source: &Path) -> Result<Vec<u8>> {
    liangyan::pack::compile_dir(source).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|error| format!("\n  {error}")).collect();
        anyhow::anyhow!("the pack {} has mistakes:{}", source.display(), lines.concat())
    })
}
