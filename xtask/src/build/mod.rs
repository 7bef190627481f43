//! From the engine's source to the npm package in `pkg/dist`.
//!
//! Every step is keyed by a hash of what goes into it and skipped when nothing of that changed. What lies between the
//! steps is kept in `target/package`; what ships goes to `pkg/dist`, the sizes to `artifacts`.

mod module;
mod packs;
mod step;
mod tools;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use step::Key;
use tools::Tools;

/// Where things are.
struct Places {
    /// The workspace.
    root: PathBuf,
    /// What lies between the steps.
    between: PathBuf,
    /// What ships.
    dist: PathBuf,
}

impl Places {
    fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().context("xtask lies in the workspace")?.to_path_buf();
        let between = tools::target_dir(&root).join("package");
        let dist = root.join("pkg/dist");
        fs::create_dir_all(between.join("packs"))?;
        fs::create_dir_all(&dist)?;
        Ok(Self { root, between, dist })
    }
}

/// Builds everything.
pub fn run() -> Result<()> {
    let places = Places::find()?;
    // Two builds at once would write over each other: the second waits.
    let lock = fs::File::create(places.between.join("lock"))?;
    lock.lock()?;
    let tools = Tools::find(&places.root)?;
    for module in &module::MODULES {
        module::build(&places, &tools, module)?;
    }
    packs::build(&places)?;
    package(&places, &tools)
}

/// TypeScript to JavaScript and declarations, the inlined and the wasm-free builds, and the table of sizes.
fn package(places: &Places, tools: &Tools) -> Result<()> {
    let mut key = Key::new("package");
    for input in ["pkg/src", "pkg/build", "pkg/package.json", "pkg/tsconfig.json", "package-lock.json", "packs/why.tsv"]
    {
        key.path(&places.root.join(input))?;
    }
    for module in &module::MODULES {
        for ending in ["wasm", "core.js", "glue.js"] {
            key.path(&places.between.join(format!("{}.{ending}", module.name)))?;
        }
    }
    key.path(&places.between.join("packs"))?;
    step::run(&places.between, "package", key, &[&places.dist.join("index.js")], || {
        tools.node(&places.root).arg("pkg/build/main.mjs").arg(&places.between).run("the package")
    })
}
